import type { Delivery } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeDelivery } from './find.ts'
import { move } from './move.ts'
import { cancelRest } from './thread.ts'

/**
 * Takes a delivery back, and with it what follows it in its thread. Within the undo window this is undo: it has never existed for the network.
 * @throws NOT_FOUND; DELIVERY_STATE_CONFLICT once a permit was granted: then it is on its way, and can be taken down.
 */
export async function cancelDelivery(core: Core, workspaceId: string, id: string, actor: Actor): Promise<Delivery> {
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'cancel')
    await cancelRest(tx, delivery, actor)
    return move(tx, delivery, { to: 'cancelled', actor, action: 'cancelled', set: { nextTryAt: null } })
  })
}
