import { first } from './first.ts'
import { inside } from './inside.ts'

export const en = { ...first, ...inside }

/** The keys every language must have. */
export type Dictionary = typeof en
