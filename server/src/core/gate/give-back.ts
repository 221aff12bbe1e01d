import { sql } from 'kysely'
import { type Core, transact } from '../context.ts'
import { lockLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { gate } from './actor.ts'
import { backoff } from './backoff.ts'
import { firmly } from './firmly.ts'
import type { Request } from './grant.ts'

const why = { reason: 'permit_expired', detail: 'The database did not say that the permit was granted' } as const

/**
 * After a permits' transaction that failed: only word of its commit may have been lost. No permit was made, so nothing has left;
 * but the delivery would stay `sending` for as long as this process lives. The lane's lock waits for a commit under way.
 */
export async function giveBack(core: Core, { deliveryId, accountId, attemptId }: Request): Promise<void> {
  const give = () =>
    transact(core, async (tx) => {
      await lockLane(tx, accountId)
      // whatever its delivery has become since: this attempt is over, and no silence has to wait for it
      await tx
        .updateTable('attempt')
        .set({
          outcome: 'later',
          detail: why.detail,
          settledAt: new Date(),
          reported: true,
          resolvedAt: sql<Date>`coalesce(resolved_at, clock_timestamp())`,
        })
        .where('id', '=', attemptId)
        .execute()
      const delivery = await tx
        .selectFrom('delivery')
        .selectAll()
        .where('id', '=', deliveryId)
        .where('attemptId', '=', attemptId)
        .where('state', '=', 'sending')
        .executeTakeFirst()
      if (delivery === undefined) return
      const set = { nextTryAt: backoff(core.clock.wall(), delivery.attempts, why.reason) }
      const audit = { attempt: attemptId }
      await move(tx, delivery, { to: 'scheduled', actor: gate, action: 'postponed', ...why, set, audit })
    })
  await firmly(core, { deliveryId, attemptId }, give)
}
