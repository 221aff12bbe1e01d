import { imports } from './imports.ts'

/** What is said where files come in and go out: a page that few open. */
export const transfer = { imports }
