import { sql } from 'kysely'
import { finish } from '../../db/finish.ts'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { moving, type Moving } from '../deliveries/move.ts'
import { exemptionOf, letPass } from '../halts/scope.ts'
import { gate } from './actor.ts'
import { sharingHaltLock } from './lock.ts'
import { permitLifetime } from './permit.ts'
import { goneWorker, notGone } from './worker.ts'

interface Departure {
  readonly delivery: Delivery
  readonly attemptId: string
}

interface Out {
  /** By attempt: those that are `sending` now. */
  readonly departed: ReadonlyMap<string, Departure>
  /** Somebody declared this process gone: nothing leaves under its name. */
  readonly workerGone: boolean
}

/**
 * Ends the permits' transaction: the shared halt lock, then the attempts of the deliveries that no active halt covers, then the commit,
 * all in one go. A halt that was sealed since the checks read them keeps its deliveries in (I2).
 */
export async function letOut(tx: Tx, workerId: string, departures: readonly Departure[]): Promise<Out> {
  const moves = departures.map(({ delivery, attemptId }): Moving => {
    const set = { attemptId, attempts: delivery.attempts + 1, nextTryAt: null }
    return [delivery, { to: 'sending', actor: gate, action: 'permitted', set, audit: { attempt: attemptId } }]
  })
  const begun = moving(tx, moves, sql<boolean>`${letPass('delivery')} and ${notGone(workerId)}`)
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
  const [, moved, gone] = await finish(tx, [sharingHaltLock(tx), begun.compile(), goneWorker(tx, workerId).compile()])
  const now = new Map(moved.map((delivery) => [delivery.id, delivery]))
  const departed = departures.flatMap(({ delivery: { id }, attemptId }) => {
    const delivery = now.get(id)
    return delivery === undefined ? [] : [[attemptId, { delivery, attemptId }] as const]
  })
  return { departed: new Map(departed), workerGone: gone.length > 0 }
}
