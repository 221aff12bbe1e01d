import type { Updateable } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Delivery, DeliveryState, Schema } from '../../db/schema.ts'
import { toRow, type Actor } from '../audit/record.ts'
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
 * The statement of a move, to which a caller may add what belongs to it: the change and its entry in the record are one, so that it
 * also holds outside a transaction. `moved` is empty when the delivery is no longer what the caller saw.
 * @throws DELIVERY_STATE_CONFLICT when the state does not lead there
 */
export function moving(db: Db, delivery: Delivery, change: Move) {
  const { to, actor, action, reason = null, detail = null, set, audit } = change
  if (!transitions[delivery.state].includes(to)) throw errors.deliveryConflict(undefined, { state: delivery.state })
  const told = { from: delivery.state, to, ...(reason === null ? {} : { reason }), ...audit }
  return db
    .with('moved', (qb) =>
      qb
        .updateTable('delivery')
        .set({ ...set, state: to, reason, detail, updatedAt: new Date() })
        .where('id', '=', delivery.id)
        .where('state', '=', delivery.state)
        .where('attemptId', delivery.attemptId === null ? 'is' : '=', delivery.attemptId)
        .returningAll(),
    )
    .with('recorded', (qb) => {
      const subject = { kind: 'delivery', id: delivery.id } as const
      const { workspaceId, postId } = delivery
      const row = toRow({ workspaceId, postId, action: `delivery.${action}`, actor, subject, detail: told })
      return qb
        .insertInto('auditEntry')
        .columns(Object.keys(row) as (keyof typeof row)[])
        .expression((eb) =>
          eb.selectFrom('moved').select(Object.entries(row).map(([name, value]) => eb.val(value).as(name))),
        )
    })
}

/**
 * The only writer of a delivery's state: changes it where it still is what the caller saw, with its entry in the record.
 * @throws DELIVERY_STATE_CONFLICT when the state has changed since, or does not lead there.
 */
export async function move(tx: Tx, delivery: Delivery, change: Move): Promise<Delivery> {
  const moved = await moving(tx, delivery, change).selectFrom('moved').selectAll().executeTakeFirst()
  if (moved === undefined) throw errors.deliveryConflict(undefined, { state: delivery.state })
  return moved
}
