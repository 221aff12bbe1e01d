import type { Dictionary } from '../en/index.ts'
import { first } from './first.ts'
import { inside } from './inside.ts'

export const fr: Dictionary = { ...first, ...inside }
