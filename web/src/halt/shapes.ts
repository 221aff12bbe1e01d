/** The shapes of the emergency stop. */
import type { components } from '../api/schema.ts'

export type Halt = components['schemas']['Halt']
/** What the stop itself answers; the counts are on the halt's own page. */
export type SealedHalt = components['schemas']['SealedHalt']
export type Level = Halt['level']
export type Scope = Halt['scope']
export type WireAttempt = components['schemas']['WireAttempt']

export type OutDelivery = components['schemas']['OutDelivery']
