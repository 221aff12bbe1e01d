import type { Db, Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { errors } from '../errors.ts'
import { lockLane } from './lane.ts'
import { deliveryCan, type DeliveryAction } from './states.ts'

/** @throws NOT_FOUND, also for a delivery of another workspace (I11). */
export async function findDelivery(db: Db, workspaceId: string, id: string): Promise<Delivery> {
  const found = await db
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/**
 * Locks a delivery's lane and reads it for a change that a person asks for.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT
 */
export async function takeDelivery(tx: Tx, workspaceId: string, id: string, action: DeliveryAction): Promise<Delivery> {
  const { accountId } = await findDelivery(tx, workspaceId, id)
  await lockLane(tx, accountId)
  const delivery = await findDelivery(tx, workspaceId, id)
  if (!deliveryCan(action, delivery.state)) throw errors.deliveryConflict(undefined, { state: delivery.state })
  return delivery
}
