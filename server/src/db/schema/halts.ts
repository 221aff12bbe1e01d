import type { Generated } from 'kysely'
import type { ActorKind, AtDefault, MaybeAt } from './columns.ts'

/** `automation`: only what no person is sending now; `scheduled`: that and everything planned; `all`: everything. */
export const haltLevels = ['automation', 'scheduled', 'all'] as const
export type HaltLevel = (typeof haltLevels)[number]

export interface HaltTable {
  id: string
  /** Halts sealed by one act share it. */
  stopId: Generated<string>
  level: HaltLevel
  workspaceId: string | null
  network: string | null
  accountId: string | null
  campaignId: string | null
  reason: string | null
  haltedBy: string | null
  haltedByKind: Generated<ActorKind>
  haltedByName: Generated<string>
  sealedAt: AtDefault
  /** Set once every attempt that was in flight at the seal has an outcome. */
  silentAt: MaybeAt
  liftedAt: MaybeAt
  liftedBy: string | null
  liftedByName: string | null
  liftReason: string | null
}

export interface HaltAttemptTable {
  haltId: string
  attemptId: string
}

export interface HaltExceptionTable {
  id: string
  haltId: string
  workspaceId: string | null
  network: string | null
  accountId: string | null
  campaignId: string | null
  reason: string | null
  exceptedBy: string | null
  exceptedAt: AtDefault
}

export interface HaltExemptionTable {
  id: string
  haltId: string
  deliveryId: string
  /** What was allowed to pass: another text has another key. */
  deliveryKey: string
  reason: string
  grantedBy: string
  grantedAt: AtDefault
}

export interface HaltRecallTable {
  haltId: string
  deliveryId: string
  askedBy: string | null
  askedByName: string
  askedAt: AtDefault
  outcome: 'removed' | 'failed' | null
  detail: string | null
  doneAt: MaybeAt
}

export interface HaltDrillTable {
  id: string
  workspaceId: string
  level: HaltLevel
  network: string | null
  accountId: string | null
  campaignId: string | null
  drilledBy: string | null
  drilledByName: string
  beganAt: AtDefault
  sealedMs: number
  silentMs: number | null
  onWire: number
  wouldHold: number
  wouldRecall: number
}

export interface HaltHookTable {
  id: string
  workspaceId: string
  name: string
  level: Generated<HaltLevel>
  sealedSecret: Buffer
  createdBy: string
  createdAt: AtDefault
  lastUsedAt: MaybeAt
  revokedAt: MaybeAt
}

export interface HaltHookUseTable {
  hookId: string
  signature: string
  usedAt: AtDefault
}
