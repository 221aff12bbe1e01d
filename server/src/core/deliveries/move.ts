import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { asRow, asRows } from '../../db/rows.ts'
import type { Delivery, DeliveryState } from '../../db/schema.ts'
import { toRow, type Actor } from '../audit/record.ts'
import { errors } from '../errors.ts'
import { transitions } from './states.ts'

export interface Move {
  readonly to: DeliveryState
  readonly actor: Actor
  /** `delivery.` is put before it. */
  readonly action: string
  readonly reason?: string | null
  readonly detail?: string | null
  readonly set?: Partial<Omit<Delivery, 'state' | 'reason' | 'detail' | 'id'>>
  readonly audit?: object
}

/** A delivery as its caller saw it, and what becomes of it. */
export type Moving = readonly [delivery: Delivery, change: Move]

/**
 * The statement that moves some deliveries, to which a caller may add what belongs to it: the changes and their entries in the
 * record are one, so that it also holds outside a transaction. `moved` has those that still were what the caller saw.
 * @param moves all of them set the same columns
 * @param provided what must hold besides, of a row of `delivery`
 * @throws DELIVERY_STATE_CONFLICT when a state does not lead there
 */
export function moving(db: Db, moves: readonly Moving[], provided: RawBuilder<boolean> = sql<boolean>`true`) {
  const given = moves.map(becoming)
  const columns = Object.keys(moves[0]?.[1].set ?? {})
  if (moves.some(([, { set = {} }]) => Object.keys(set).join() !== columns.join())) {
    throw new Error('Deliveries that are moved together must set the same columns')
  }
  const become = <T>(column: string) => sql<T>`(given.becomes).${sql.ref(column)}`
  const ids = moves.map(([{ id }]) => id)
  const entries = moves.map(entryOf)
  const entryColumns = Object.keys(entries[0] ?? {}) as (keyof ReturnType<typeof entryOf>)[]
  return db
    .with('given', (qb) =>
      qb
        .selectFrom(
          sql<Given>`json_to_recordset(${asRows(given)}::json)`.as<'n'>(
            sql`n(id uuid, was_state text, was_attempt uuid, becomes delivery)`,
          ),
        )
        .selectAll(),
    )
    .with('moved', (qb) =>
      qb
        .updateTable('delivery')
        .from('given')
        .set({
          ...Object.fromEntries(columns.map((name) => [name, become(name)])),
          state: become<DeliveryState>('state'),
          reason: become('reason'),
          detail: become('detail'),
          updatedAt: new Date(),
        })
        .whereRef('delivery.id', '=', 'given.id')
        // says how few they are, which the rows above do not: each is found by its key, however many there are
        .where(sql<boolean>`delivery.id = any(${ids}::uuid[])`)
        .whereRef('delivery.state', '=', 'given.wasState')
        .whereRef('delivery.attemptId', 'is not distinct from', 'given.wasAttempt')
        .where(provided)
        .returningAll('delivery'),
    )
    .with('recorded', (qb) =>
      qb
        .insertInto('auditEntry')
        .columns(entryColumns)
        .expression((eb) =>
          eb
            .selectFrom('moved')
            .innerJoin(
              sql<ReturnType<typeof entryOf>>`json_populate_recordset(null::audit_entry, ${asRows(entries)}::json)`.as(
                'e',
              ),
              'e.subjectId',
              'moved.id',
            )
            .select(entryColumns.map((name) => `e.${name}` as const)),
        ),
    )
}

interface Given {
  readonly id: string
  readonly wasState: DeliveryState
  readonly wasAttempt: string | null
  readonly becomes: object
}

function becoming([delivery, { to, reason = null, detail = null, set }]: Moving): Given {
  if (!transitions[delivery.state].includes(to)) throw errors.deliveryConflict(undefined, { state: delivery.state })
  const becomes = asRow({ ...set, state: to, reason, detail })
  return { id: delivery.id, wasState: delivery.state, wasAttempt: delivery.attemptId, becomes }
}

function entryOf([delivery, { to, actor, action, reason = null, audit }]: Moving) {
  const { id, workspaceId, postId, state } = delivery
  const detail = { from: state, to, ...(reason === null ? {} : { reason }), ...audit }
  const subject = { kind: 'delivery', id } as const
  return { ...toRow({ workspaceId, postId, action: `delivery.${action}`, actor, subject }), detail }
}

/**
 * The only writer of a delivery's state: changes it where it still is what the caller saw, with its entry in the record.
 * @throws DELIVERY_STATE_CONFLICT when the state has changed since, or does not lead there.
 */
export async function move(tx: Tx, delivery: Delivery, change: Move): Promise<Delivery> {
  const moved = await moving(tx, [[delivery, change]])
    .selectFrom('moved')
    .selectAll()
    .executeTakeFirst()
  if (moved === undefined) throw errors.deliveryConflict(undefined, { state: delivery.state })
  return moved
}

/**
 * The same for some at once, in one statement.
 * @throws DELIVERY_STATE_CONFLICT when one of them has changed since
 */
export async function moveAll(tx: Tx, moves: readonly Moving[]): Promise<Delivery[]> {
  if (moves.length === 0) return []
  const moved = await moving(tx, moves).selectFrom('moved').selectAll().execute()
  if (moved.length !== moves.length) throw errors.deliveryConflict()
  return moved
}
