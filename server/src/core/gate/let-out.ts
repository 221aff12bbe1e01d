import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { moving, type Moving } from '../deliveries/move.ts'
import { errors } from '../errors.ts'
import { gate } from './actor.ts'
import { permitLifetime } from './permit.ts'

/** Begins an attempt of each delivery: it is `sending` from here on. By delivery. */
export async function letOut(
  tx: Tx,
  workerId: string,
  deliveries: readonly Delivery[],
): Promise<Map<string, { readonly delivery: Delivery; readonly attemptId: string }>> {
  if (deliveries.length === 0) return new Map()
  const attemptIds = deliveries.map(newId)
  const moves = deliveries.map((delivery, index): Moving => {
    const attemptId = attemptIds[index] ?? null
    const set = { attemptId, attempts: delivery.attempts + 1, nextTryAt: null }
    return [delivery, { to: 'sending', actor: gate, action: 'permitted', set, audit: { attempt: attemptId } }]
  })
  const moved = await moving(tx, moves)
    .with('attempted', (qb) =>
      qb
        .insertInto('attempt')
        .columns(['id', 'deliveryId', 'workerId', 'sendBefore'])
        .expression((eb) =>
          eb
            .selectFrom('moved')
            .select([
              'moved.attemptId',
              'moved.id',
              sql<string>`${workerId}::uuid`.as('workerId'),
              sql<Date>`now() + make_interval(secs => ${permitLifetime / 1000})`.as('sendBefore'),
            ]),
        ),
    )
    .selectFrom('moved')
    .selectAll()
    .execute()
  // the lanes are locked: nobody can have changed them
  if (moved.length !== deliveries.length)
    throw errors.lostClaim(undefined, {}, { deliveryIds: deliveries.map(({ id }) => id) })
  return new Map(
    moved.flatMap((delivery) => {
      const { id, attemptId } = delivery
      return attemptId === null ? [] : [[id, { delivery, attemptId }] as const]
    }),
  )
}
