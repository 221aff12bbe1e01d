import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeDelivery } from '../deliveries/find.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { moveAll, type Moving } from '../deliveries/move.ts'
import { toDue } from '../deliveries/schedule.ts'
import { newDue } from '../deliveries/set-due.ts'
import { assertMayFollow, restOf } from '../deliveries/thread.ts'
import { errors } from '../errors.ts'
import { coveringHalts } from './scope.ts'

/**
 * Lets one delivery, as it is now, and what follows it in its thread, pass every stop that covers it now: a statement. A stop that comes later is not passed, and other
 * words are another delivery's. It goes out after the undo window, like whatever a person sends.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, HALT_NONE, THREAD_BROKEN
 */
export async function sendDuringStop(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly deliveryId: string
    readonly reason: string
    readonly personId: string
    readonly actor: Actor
  },
): Promise<Delivery> {
  const { workspaceId, deliveryId, reason, personId, actor } = request
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, deliveryId, 'sendDuringStop')
    await assertMayFollow(tx, delivery)
    const thread = [delivery, ...(await restOf(tx, delivery, ['scheduled', 'held']))]
    const keys = new Map(thread.map(({ id, key }) => [id, key]))
    // as they are covered now: sent by a person they may be out of a weaker stop, which does no harm
    const covering = await coveringHalts(tx, [...keys.keys()])
    const halts = covering.filter(({ deliveryId: id }) => id === delivery.id)
    if (halts.length === 0) throw errors.haltNone('Nothing keeps it in: send it as usual.')
    const rows = covering
      .filter(({ exemptionId }) => exemptionId === null)
      .map(({ haltId, deliveryId: id }) => {
        return { id: newId(), haltId, deliveryId: id, deliveryKey: keys.get(id) ?? '', reason, grantedBy: personId }
      })
    if (rows.length > 0) await tx.insertInto('haltExemption').values(rows).execute()
    const due = await toDue(tx, workspaceId, delivery.accountId, { kind: 'now' })
    const audit = { why: reason, halts: halts.map(({ haltId }) => haltId), dueAt: due.dueAt.toISOString() }
    const how = { to: 'scheduled', actor, action: 'sent_during_stop', audit } as const
    const moves = thread.map((one): Moving => [one, { ...how, set: newDue(one, due) }])
    const moved = (await moveAll(tx, moves)).find(({ id }) => id === delivery.id)
    if (moved === undefined) throw errors.deliveryConflict()
    await wakeLane(tx, delivery.accountId)
    return moved
  })
}
