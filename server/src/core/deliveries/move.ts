import type { Updateable } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery, DeliveryState, Schema } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { errors } from '../errors.ts'
import { transitions } from './states.ts'

interface Move {
  readonly to: DeliveryState
  readonly actor: Actor
  /** `delivery.` is put before it. */
  readonly action: string
  readonly reason?: string | null
  readonly detail?: string | null
  readonly set?: Omit<Updateable<Schema['delivery']>, 'state' | 'reason' | 'detail' | 'id'>
  readonly audit?: object
}

/**
 * The only writer of a delivery's state: changes it where it still is what the caller saw, with its entry in the record.
 * @throws DELIVERY_STATE_CONFLICT when the state has changed since, or does not lead there.
 */
export async function move(tx: Tx, delivery: Delivery, change: Move): Promise<Delivery> {
  if (!transitions[delivery.state].includes(change.to)) {
    throw errors.deliveryConflict(undefined, { state: delivery.state })
  }
  const moved = await tx
    .updateTable('delivery')
    .set({
      ...change.set,
      state: change.to,
      reason: change.reason ?? null,
      detail: change.detail ?? null,
      updatedAt: new Date(),
    })
    .where('id', '=', delivery.id)
    .where('state', '=', delivery.state)
    .where('attemptId', delivery.attemptId === null ? 'is' : '=', delivery.attemptId)
    .returningAll()
    .executeTakeFirst()
  if (moved === undefined) throw errors.deliveryConflict(undefined, { state: delivery.state })
  await record(tx, {
    workspaceId: delivery.workspaceId,
    action: `delivery.${change.action}`,
    actor: change.actor,
    subject: { kind: 'delivery', id: delivery.id },
    postId: delivery.postId,
    detail: {
      from: delivery.state,
      to: change.to,
      ...(change.reason == null ? {} : { reason: change.reason }),
      ...change.audit,
    },
  })
  return moved
}
