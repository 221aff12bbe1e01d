/** The shapes of the emergency stop. */
import type { Account, Delivery } from '../api/types.ts'

export type Level = 'automation' | 'scheduled' | 'all'

export interface Scope {
  readonly workspaceId: string | null
  readonly network: Account['network'] | null
  readonly accountId: string | null
  readonly campaignId: string | null
}

export interface Halt {
  readonly id: string
  readonly stopId: string
  readonly level: Level
  readonly scope: Scope
  readonly scopeNames: { readonly workspace?: string; readonly account?: string; readonly campaign?: string }
  readonly reason: string | null
  readonly by: { readonly kind: 'person' | 'token' | 'system'; readonly name: string }
  readonly sealedAt: string
  readonly silentAt: string | null
  readonly liftedAt: string | null
  readonly liftedBy: string | null
  readonly onWire: number
  readonly unresolved: number
  readonly held: number
  readonly out: number
  readonly exceptions: readonly (Scope & { readonly id: string; readonly at: string; readonly reason: string | null })[]
  readonly can: { readonly lift: boolean; readonly recall: boolean; readonly exempt: boolean; readonly decide: boolean }
}

export interface WireAttempt {
  readonly attemptId: string
  readonly deliveryId: string
  readonly postId: string
  readonly account: Pick<Account, 'id' | 'network' | 'handle' | 'displayName'>
  readonly text: string
  readonly startedAt: string
  readonly outcome: string | null
  readonly settledAt: string | null
  readonly resolved: boolean
  readonly waitingFor: 'answer' | 'look_up' | 'worker' | null
  readonly worker: {
    readonly id: string
    readonly host: string
    readonly pid: number
    readonly seenAt: string
    readonly goneAt: string | null
  }
}

export type OutDelivery = Delivery & {
  readonly text: string
  readonly recall: {
    readonly outcome: 'removed' | 'failed' | null
    readonly detail: string | null
    readonly askedAt: string
    readonly doneAt: string | null
  } | null
  readonly canRecall: boolean
}

export interface NotOurs {
  readonly items: readonly { readonly accountId: string; readonly id: string; readonly text: string; readonly dueAt: string }[]
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
