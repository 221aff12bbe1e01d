import { sql } from 'kysely'
import type { Outbound } from '../../connectors/contract.ts'
import type { Db, Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { wireWait } from '../halts/scope.ts'
import { answers, type Before, beforeColumns } from './thread.ts'

/**
 * A lane is the queue of one account: its deliveries go out one at a time, in the order of their due time. Whoever changes what is
 * in a lane locks it first, before any of its deliveries, so that nobody waits in a circle.
 */
export async function lockLane(tx: Tx, accountId: string): Promise<void> {
  await locking(tx, accountId).execute()
}

/** The same, to be sent with what follows it (`finish`). */
export const lockingLane = (tx: Tx, accountId: string) => locking(tx, accountId).compile()

const locking = (tx: Tx, accountId: string) =>
  tx.selectFrom('account').select('id').where('id', '=', accountId).forNoKeyUpdate()

/** Some lanes, in one order, so that two who take several do not wait in a circle. */
export async function lockLanes(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx
    .selectFrom('account')
    .select('id')
    .where(sql<boolean>`id = any(${accountIds}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export interface Lane {
  readonly account: Account
  readonly graceMinutes: number
  readonly requireAltText: boolean
}

/** What to do about a lane that somebody else has locked: leave it out, or wait for it. */
export type Busy = 'skip' | 'wait'

/**
 * Locks lanes, and reads their accounts and the workspaces' grace periods as they are once the locks are held. By account: those that
 * were got. Who waits takes one lane, so that nobody waits in a circle.
 */
export async function takeLanes(tx: Tx, accountIds: readonly string[], busy: Busy): Promise<Map<string, Lane>> {
  const lanes = tx
    .selectFrom('account as a')
    .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
    .selectAll('a')
    .select(['w.graceMinutes', 'w.requireAltText'])
    .where(sql<boolean>`a.id = any(${accountIds}::uuid[])`)
    .orderBy('a.id')
    .forNoKeyUpdate('a')
  const rows = await (busy === 'skip' ? lanes.skipLocked() : lanes).execute()
  return new Map(
    rows.map(({ graceMinutes, requireAltText, ...account }) => [account.id, { account, graceMinutes, requireAltText }]),
  )
}

export type LaneHead =
  | {
      readonly kind: 'ready'
      readonly delivery: Delivery
      readonly network: string
      readonly textLimits: Account['textLimits']
      readonly mediaLimits: Account['mediaLimits']
      readonly features: Account['features']
      /** What it answers, once that is out. */
      readonly answers: Outbound['inReplyTo']
    }
  | { readonly kind: 'wait' }
  /** An emergency stop was sealed this very moment: what is on the wire comes first. */
  | { readonly kind: 'wire_first'; readonly ms: number }
  /** One is on the wire, or its outcome is being looked up: whoever ends it wakes the lane. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'empty' }

/**
 * One of the lane is on the wire, or its outcome is being looked up. With `limit` each lane is asked by itself: otherwise all that
 * are open would be read for one of them, with all that were since the last vacuum.
 */
export const laneIsBusy = (accountId: string) => sql<boolean>`coalesce((select true from delivery o
  where o.account_id = ${sql.ref(accountId)}
  and (o.state = 'sending' or (o.state = 'unconfirmed' and o.next_try_at is not null)) limit 1), false)`

interface HeadRow extends Before {
  readonly network: string
  readonly textLimits: Account['textLimits']
  readonly mediaLimits: Account['mediaLimits']
  readonly features: Account['features']
  readonly isDue: boolean
  readonly wireWait: number | null
  readonly busy: boolean
}

/** By account: the delivery that is next in its lane, and whether it may be tried now (by the database's clock). */
export async function laneHeads(db: Db, accountIds: readonly string[]): Promise<Map<string, LaneHead>> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('delivery')
          .selectAll()
          .whereRef('accountId', '=', 'a.id')
          // literals, not parameters: only then does a kept plan use the index of what is scheduled, whatever the account’s past
          .where('state', '=', sql.lit('scheduled'))
          .orderBy('dueAt')
          .orderBy('seq')
          .limit(sql.lit(1))
          .as('d'),
      (join) => join.onTrue(),
    )
    .leftJoin('delivery as b', 'b.id', 'd.afterId')
    .leftJoin('delivery as r', 'r.id', 'd.rootId')
    .selectAll('d')
    .select(beforeColumns)
    .select([
      'a.network',
      'a.textLimits',
      'a.mediaLimits',
      'a.features',
      sql<boolean>`greatest(d.due_at, d.next_try_at, a.paused_until) <= clock_timestamp()`.as('isDue'),
      laneIsBusy('a.id').as('busy'),
      wireWait.as('wireWait'),
    ])
    .where(sql<boolean>`a.id = any(${accountIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.accountId, headOf(row)]))
}

function headOf(head: HeadRow & Delivery): LaneHead {
  const { isDue, busy, wireWait: ms, network, textLimits, mediaLimits, features, ...row } = head
  if (!isDue) return { kind: 'wait' }
  if (busy) return { kind: 'busy' }
  if (ms !== null) return { kind: 'wire_first', ms }
  const { beforeState, beforeId, beforeVersion, rootState, rootRemoteId, rootVersion, ...delivery } = row
  const before = { beforeState, beforeId, beforeVersion, rootState, rootRemoteId, rootVersion }
  return { kind: 'ready', delivery, network, textLimits, mediaLimits, features, answers: answers(delivery, before) }
}

/**
 * Sees to it that the lane runs when its next delivery may be tried: the job is added in the same transaction as the change.
 * The caller holds the lane's lock, so that of two changes the later sees the earlier.
 */
export async function wakeLane(tx: Tx, accountId: string): Promise<void> {
  await waking(accountId).execute(tx)
}

/** The same, to be sent behind the lock (`finish`). */
export const wakingLane = (tx: Tx, accountId: string) => waking(accountId).compile(tx)

const waking = (accountId: string) => sql`
  select graphile_worker.add_job('run_lane', json_build_object('accountId', d.account_id), job_key := 'lane:' || d.account_id,
    run_at := greatest(d.due_at, d.next_try_at, a.paused_until), max_attempts := 1000)
  from delivery d join account a on a.id = d.account_id
  where d.account_id = ${accountId} and d.state = 'scheduled'
  order by d.due_at, d.seq limit 1`
