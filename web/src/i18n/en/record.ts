import { audit } from './audit.ts'

/** What is said in the record. */
export const record = { audit }
