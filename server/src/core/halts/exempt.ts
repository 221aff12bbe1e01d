import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeDelivery } from '../deliveries/find.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { toDue } from '../deliveries/schedule.ts'
import { errors } from '../errors.ts'
import { coveringHalts } from './scope.ts'

/**
 * Lets one delivery, as it is now, pass every stop that covers it now: a statement. A stop that comes later is not passed, and other
 * words are another delivery's. It goes out after the undo window, like whatever a person sends.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, HALT_NONE
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
    // as it is covered now: sent by a person it may be out of a weaker stop, which does no harm
    const halts = await coveringHalts(tx, [delivery.id])
    if (halts.length === 0) throw errors.haltNone('Nothing keeps it in: send it as usual.')
    const rows = halts
      .filter(({ exemptionId }) => exemptionId === null)
      .map(({ haltId }) => ({
        id: newId(),
        haltId,
        deliveryId: delivery.id,
        deliveryKey: delivery.key,
        reason,
        grantedBy: personId,
      }))
    if (rows.length > 0) await tx.insertInto('haltExemption').values(rows).execute()
    const due = await toDue(tx, workspaceId, delivery.accountId, { kind: 'now' })
    const audit = { why: reason, halts: halts.map(({ haltId }) => haltId), dueAt: due.dueAt.toISOString() }
    const set = { ...due, nextTryAt: null, attempts: 0 }
    const moved = await move(tx, delivery, { to: 'scheduled', actor, action: 'sent_during_stop', set, audit })
    await wakeLane(tx, delivery.accountId)
    return moved
  })
}
