import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'

/**
 * A lane is the queue of one account: its deliveries go out one at a time, in the order of their due time. Whoever changes what is
 * in a lane locks it first, before any of its deliveries, so that nobody waits in a circle.
 */
export async function lockLane(tx: Tx, accountId: string): Promise<void> {
  await tx.selectFrom('account').select('id').where('id', '=', accountId).forNoKeyUpdate().execute()
}

/** Locks a lane, and reads its account and the workspace's grace period as they are once the lock is held. */
export async function takeLane(tx: Tx, accountId: string): Promise<{ account: Account; graceMinutes: number }> {
  const { graceMinutes, ...account } = await tx
    .selectFrom('account as a')
    .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
    .selectAll('a')
    .select('w.graceMinutes')
    .where('a.id', '=', accountId)
    .forNoKeyUpdate('a')
    .executeTakeFirstOrThrow()
  return { account, graceMinutes }
}

export type LaneHead =
  | { readonly kind: 'ready'; readonly delivery: Delivery; readonly network: string }
  | { readonly kind: 'wait'; readonly until: Date }
  /** One is on the wire, or its outcome is being looked up: whoever ends it wakes the lane. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'empty' }

interface HeadRow {
  readonly network: string
  readonly waitUntil: Date | null
  readonly isDue: boolean
  readonly busy: boolean
}

/** The delivery that is next in an account's lane, and whether it may be tried now (by the database's clock). */
export async function laneHead(db: Db, accountId: string): Promise<LaneHead> {
  const row = await db
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .selectAll('d')
    .select([
      'a.network',
      sql<Date | null>`greatest(d.due_at, d.next_try_at, a.paused_until)`.as('waitUntil'),
      sql<boolean>`greatest(d.due_at, d.next_try_at, a.paused_until) <= clock_timestamp()`.as('isDue'),
      sql<boolean>`exists (select from delivery o where o.account_id = d.account_id
        and (o.state = 'sending' or (o.state = 'unconfirmed' and o.next_try_at is not null)))`.as('busy'),
    ])
    .where('d.accountId', '=', accountId)
    // literals, not parameters: only then does a kept plan use the index of what is scheduled, whatever the account’s past
    .where('d.state', '=', sql.lit('scheduled'))
    .orderBy('d.dueAt')
    .orderBy('d.seq')
    .limit(sql.lit(1))
    .executeTakeFirst()
  if (row === undefined) return { kind: 'empty' }
  const { waitUntil, isDue, busy, network, ...delivery }: HeadRow & Delivery = row
  if (!isDue && waitUntil !== null) return { kind: 'wait', until: waitUntil }
  return busy ? { kind: 'busy' } : { kind: 'ready', delivery, network }
}

/**
 * Sees to it that the lane runs when its next delivery may be tried: the job is added in the same transaction as the change.
 * The caller holds the lane's lock, so that of two changes the later sees the earlier.
 */
export async function wakeLane(tx: Tx, accountId: string): Promise<void> {
  await sql`
    select graphile_worker.add_job('run_lane', json_build_object('accountId', d.account_id), job_key := 'lane:' || d.account_id,
      run_at := greatest(d.due_at, d.next_try_at, a.paused_until), max_attempts := 1000)
    from delivery d join account a on a.id = d.account_id
    where d.account_id = ${accountId} and d.state = 'scheduled'
    order by d.due_at, d.seq limit 1`.execute(tx)
}
