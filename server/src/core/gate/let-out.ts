import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { moving, type Moving } from '../deliveries/move.ts'
import { errors } from '../errors.ts'
import { exemptionOf } from '../halts/scope.ts'
import { gate } from './actor.ts'
import { permitLifetime } from './permit.ts'

interface Departure {
  readonly delivery: Delivery
  readonly attemptId: string
}

/** Begins an attempt of each delivery: it is `sending` from here on. By attempt. */
export async function letOut(
  tx: Tx,
  workerId: string,
  departures: readonly Departure[],
): Promise<Map<string, Departure>> {
  if (departures.length === 0) return new Map()
  const moves = departures.map(({ delivery, attemptId }): Moving => {
    const set = { attemptId, attempts: delivery.attempts + 1, nextTryAt: null }
    return [delivery, { to: 'sending', actor: gate, action: 'permitted', set, audit: { attempt: attemptId } }]
  })
  const moved = await moving(tx, moves)
    .with('attempted', (qb) =>
      qb
        .insertInto('attempt')
        .columns(['id', 'deliveryId', 'deliveryKey', 'exemptionId', 'workerId', 'sendBefore'])
        .expression((eb) =>
          eb
            .selectFrom('moved')
            .select([
              'moved.attemptId',
              'moved.id',
              'moved.key',
              exemptionOf('moved').as('exemptionId'),
              sql<string>`${workerId}::uuid`.as('workerId'),
              sql<Date>`now() + make_interval(secs => ${permitLifetime / 1000})`.as('sendBefore'),
            ]),
        ),
    )
    .selectFrom('moved')
    .selectAll()
    .execute()
  const now = new Map(moved.map((delivery) => [delivery.id, delivery]))
  const out = departures.map(({ delivery: { id }, attemptId }) => {
    const delivery = now.get(id)
    // its lane is locked: nobody can have changed it
    if (delivery === undefined) throw errors.lostClaim(undefined, {}, { deliveryId: id })
    return [attemptId, { delivery, attemptId }] as const
  })
  return new Map(out)
}
