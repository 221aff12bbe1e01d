import { sql } from 'kysely'
import type { PrepareOutcome } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { markNeedsSignIn, pauseAccount } from '../accounts/health.ts'
import { type Core, transact } from '../context.ts'
import { lockLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { gate } from './actor.ts'
import { backoff } from './backoff.ts'

/** The preparation did not succeed: nothing was sent and nothing is public. Says why, or tries again within the grace period. */
export async function stayIn(
  core: Core,
  seen: Delivery,
  outcome: Exclude<PrepareOutcome, { kind: 'ready' }>,
): Promise<void> {
  await transact(core, async (tx) => {
    await lockLane(tx, seen.accountId)
    const delivery = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', seen.id)
      .where('state', '=', 'scheduled')
      .where('key', '=', seen.key)
      .executeTakeFirst()
    if (delivery === undefined) return
    const { detail } = outcome
    if (outcome.kind === 'rejected') {
      await move(tx, delivery, { to: 'failed', actor: gate, action: 'failed', reason: outcome.reason, detail })
    } else if (outcome.kind === 'sign_in') {
      await markNeedsSignIn(tx, delivery.accountId, gate, detail)
      await move(tx, delivery, { to: 'held', actor: gate, action: 'held', reason: 'account_needs_sign_in', detail })
    } else if (await isOverdue(tx, delivery)) {
      await move(tx, delivery, { to: 'held', actor: gate, action: 'held', reason: 'overdue', detail })
    } else {
      const attempts = delivery.attempts + 1
      const nextTryAt = outcome.retryAt ?? backoff(core.clock.wall(), attempts, outcome.reason)
      if (outcome.reason === 'rate_limited') await pauseAccount(tx, delivery.accountId, nextTryAt)
      const why = { reason: outcome.reason, detail }
      const set = { nextTryAt, attempts }
      await move(tx, delivery, { to: 'scheduled', actor: gate, action: 'postponed', ...why, set })
    }
  })
}

async function isOverdue(tx: Tx, delivery: Delivery): Promise<boolean> {
  const row = await tx
    .selectFrom('workspace')
    .select(
      sql<boolean>`clock_timestamp() > ${delivery.dueAt}::timestamptz + make_interval(mins => grace_minutes)`.as(
        'overdue',
      ),
    )
    .where('id', '=', delivery.workspaceId)
    .executeTakeFirstOrThrow()
  return row.overdue
}
