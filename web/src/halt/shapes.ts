/** The shapes of the emergency stop. */
import type { components } from '../api/schema.ts'
import type { Account, Delivery } from '../api/types.ts'

export type Halt = components['schemas']['Halt']
export type Level = Halt['level']
export type Scope = Halt['scope']
export type WireAttempt = components['schemas']['WireAttempt']

export type OutDelivery = Delivery & {
  readonly text: string
  readonly recall: {
    readonly outcome: 'removed' | 'failed' | null
    readonly detail: string | null
    readonly askedAt: string
    readonly doneAt: string | null
  } | null
  readonly canRecall: boolean
  /** It went out during the stop by leave. */
  readonly statement: boolean
}

export interface NotOurs {
  readonly items: readonly {
    readonly accountId: string
    readonly id: string
    readonly text: string
    readonly dueAt: string
  }[]
  readonly unsupported: readonly Account['network'][]
}

export interface Report {
  readonly timeline: readonly {
    readonly at: string
    readonly action: string
    readonly by: string
    readonly what: string
  }[]
}
