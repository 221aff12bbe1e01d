import { listening } from './listening.ts'

/** What is said where queries are written. */
export const hearing = { listening }
