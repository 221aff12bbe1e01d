/** The shapes of the emergency stop. */
import type { components } from '../api/schema.ts'

export type Halt = components['schemas']['Halt']
export type Level = Halt['level']
export type Scope = Halt['scope']
export type WireAttempt = components['schemas']['WireAttempt']

export type OutDelivery = components['schemas']['OutDelivery']
