import { systemActor } from '../audit/record.ts'

/** The gate’s name in the record. */
export const gate = systemActor('gate')
