/** The shapes of the emergency stop. */
import type { components } from '../api/schema.ts'
import type { Account } from '../api/types.ts'

export type Halt = components['schemas']['Halt']
export type Level = Halt['level']
export type Scope = Halt['scope']
export type WireAttempt = components['schemas']['WireAttempt']

export type OutDelivery = components['schemas']['OutDelivery']

export interface NotOurs {
  readonly items: readonly {
    readonly accountId: string
    readonly id: string
    readonly text: string
    readonly dueAt: string
  }[]
  readonly unsupported: readonly Account['network'][]
}
