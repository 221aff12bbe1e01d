import { haltDialog } from './halt-dialog.ts'

/** What is said where somebody stops. */
export const stopping = { halt: haltDialog }
