import { sql } from 'kysely'
import type { Outbound } from '../../connectors/contract.ts'
import type { Db, Tx } from '../../db/pool.ts'
import type { Delivery, DeliveryState } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { errors } from '../errors.ts'
import { moveAll } from './move.ts'

// A thread is the chain of a post's deliveries at one account: each follows the one before it, and all of them are in one lane.

/** Reason of what stays in because what is before it is not out. */
export const threadBroken = 'thread_broken'

/** Where the one before a delivery, and the first of its thread, stand now. */
export interface Before {
  readonly beforeState: DeliveryState | null
  readonly beforeId: string | null
  readonly beforeVersion: string | null
  readonly rootState: DeliveryState | null
  readonly rootRemoteId: string | null
  readonly rootVersion: string | null
}

/** For a statement in which `b` is the one before and `r` the first. */
export const beforeColumns = [
  'b.state as beforeState',
  'b.remoteId as beforeId',
  'b.remoteVersion as beforeVersion',
  'r.state as rootState',
  'r.remoteId as rootRemoteId',
  'r.remoteVersion as rootVersion',
] as const

/** What a delivery answers; undefined for a first one, and while what is before it is not public at a known place. */
export function answers(delivery: Pick<Delivery, 'kind' | 'afterId'>, before: Before): Outbound['inReplyTo'] {
  const { beforeState, beforeId, beforeVersion, rootState, rootRemoteId, rootVersion } = before
  if (delivery.afterId === null || beforeState !== 'published' || rootState !== 'published') return undefined
  if (beforeId === null || rootRemoteId === null) return undefined
  const root = { id: rootRemoteId, ...(rootVersion === null ? {} : { version: rootVersion }) }
  // a first comment stands under the post, wherever its thread has ended
  if (delivery.kind === 'first_comment') return { root, parent: root }
  return { root, parent: { id: beforeId, ...(beforeVersion === null ? {} : { version: beforeVersion }) } }
}

/** What comes after a delivery in its thread and is in one of these states, in the thread's order. Its lane is locked. */
export async function restOf(
  db: Db,
  delivery: Pick<Delivery, 'id' | 'rootId' | 'position'>,
  states: readonly DeliveryState[],
): Promise<Delivery[]> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('rootId', '=', delivery.rootId ?? delivery.id)
    .where('position', '>', delivery.position)
    .where('state', 'in', [...states])
    .orderBy('position')
    .execute()
}

/** The rest of a thread goes where its beginning goes: taken back, it is taken back with it. @returns what was */
export async function cancelRest(
  tx: Tx,
  delivery: Delivery,
  actor: Actor,
  as: { readonly action: string; readonly audit?: object } = { action: 'cancelled' },
): Promise<Delivery[]> {
  const rest = await restOf(tx, delivery, ['scheduled', 'held', 'failed'])
  const change = { to: 'cancelled', actor, ...as, set: { nextTryAt: null } } as const
  return moveAll(
    tx,
    rest.map((one) => [one, change]),
  )
}

/**
 * What follows a delivery that is on its way again, or out: what stayed in because of it alone goes on. The times stay: what is
 * overdue by now is a person's to decide (I7).
 */
export async function resumeRest(tx: Tx, delivery: Pick<Delivery, 'id' | 'rootId' | 'position'>, actor: Actor) {
  const rest = await restOf(tx, delivery, ['held'])
  const change = { to: 'scheduled', actor, action: 'resumed', set: { nextTryAt: null } } as const
  await moveAll(
    tx,
    rest.filter(({ reason }) => reason === threadBroken).map((one) => [one, change]),
  )
}

/** What is before a delivery is out, at a known place, or there is nothing. */
export async function mayFollow(db: Db, { id, afterId }: Pick<Delivery, 'id' | 'afterId'>): Promise<boolean> {
  if (afterId === null) return true
  const before = await db
    .selectFrom('delivery as d')
    .innerJoin('delivery as b', 'b.id', 'd.afterId')
    .select('b.id')
    .where('d.id', '=', id)
    .where('b.state', '=', 'published')
    .where(sql<boolean>`b.remote_id is not null`)
    .executeTakeFirst()
  return before !== undefined
}

/** @throws THREAD_BROKEN */
export async function assertMayFollow(tx: Tx, delivery: Pick<Delivery, 'id' | 'afterId'>): Promise<void> {
  if (!(await mayFollow(tx, delivery))) throw errors.threadBroken('Decide first what comes before it in its thread.')
}
