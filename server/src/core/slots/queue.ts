import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { findAccount } from '../accounts/find.ts'
import type { Actor } from '../audit/record.ts'
import { followers } from '../calendar/filter.ts'
import { alike, followersOf, toTime } from '../calendar/lanes.ts'
import { type Core, transact } from '../context.ts'
import { findDelivery } from '../deliveries/find.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { moveAll } from '../deliveries/move.ts'
import { errors } from '../errors.ts'

/** What changed place, in the order of the new times. */
export interface Exchanged {
  readonly id: string
  readonly before: Date
  readonly dueAt: Date
}

/**
 * Deals the times of an account's queue anew among what waits in it. What was planned for a time of its own keeps it.
 * @throws NOT_FOUND
 */
export async function shuffleQueue(
  core: Core,
  request: { readonly workspaceId: string; readonly accountId: string; readonly actor: Actor },
): Promise<Exchanged[]> {
  const { workspaceId, accountId, actor } = request
  await findAccount(core.db, workspaceId, accountId)
  return transact(core, async (tx) => {
    const queue = await takeQueue(tx, accountId)
    return exchange(tx, accountId, queue, shuffled(queue), actor, 'shuffled')
  })
}

/**
 * Exchanges the time of a delivery of a queue with the one before it, or after it. At the end of the queue nothing changes.
 * @throws NOT_FOUND; DELIVERY_STATE_CONFLICT when it waits in no queue
 */
export async function moveInQueue(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly direction: 'up' | 'down'
    readonly actor: Actor
  },
): Promise<Exchanged[]> {
  const { workspaceId, id, direction, actor } = request
  const { accountId } = await findDelivery(core.db, workspaceId, id)
  return transact(core, async (tx) => {
    const queue = await takeQueue(tx, accountId)
    const place = queue.findIndex((delivery) => delivery.id === id)
    if (place === -1)
      throw errors.deliveryConflict('It has no place in the queue: it was planned for a time of its own, or has left.')
    const own = queue[place]
    const other = queue[direction === 'up' ? place - 1 : place + 1]
    if (own === undefined || other === undefined) return []
    return exchange(tx, accountId, [own, other], [other, own], actor, direction)
  })
}

/** What waits at the times of an account's queue, by time, with the lane locked. What falls due this very moment is left alone. */
async function takeQueue(tx: Tx, accountId: string): Promise<Delivery[]> {
  await lockLane(tx, accountId)
  return tx
    .selectFrom('delivery')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('state', '=', sql.lit('scheduled'))
    .where('fromSlot', '=', true)
    .where('kind', 'not in', followers)
    .where('dueAt', '>', sql<Date>`clock_timestamp()`)
    .orderBy('dueAt')
    .orderBy('seq')
    .execute()
}

/** Each of `from` gets the time that the delivery at its place in `times` has. */
async function exchange(
  tx: Tx,
  accountId: string,
  from: readonly Delivery[],
  times: readonly Delivery[],
  actor: Actor,
  why: string,
): Promise<Exchanged[]> {
  const rest = await followersOf(tx, accountId, from)
  const pairs = from.flatMap((delivery, place) => {
    const dueAt = times[place]?.dueAt
    return dueAt === undefined || dueAt.getTime() === delivery.dueAt.getTime() ? [] : [{ delivery, dueAt }]
  })
  const moves = pairs.flatMap(({ delivery, dueAt }) => {
    const moving = toTime(delivery, dueAt, actor, { why })
    const own = rest.filter(({ postId }) => postId === delivery.postId)
    return [moving, ...own.map((follower) => alike(follower, moving))]
  })
  await moveAll(tx, moves)
  if (moves.length > 0) await wakeLane(tx, accountId)
  return pairs
    .map(({ delivery, dueAt }) => ({ id: delivery.id, before: delivery.dueAt, dueAt }))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
}

/** Fisher and Yates: every order as likely as any other. */
function shuffled<T>(items: readonly T[]): T[] {
  const dealt = [...items]
  for (let last = dealt.length - 1; last > 0; last--) {
    const place = Math.floor(Math.random() * (last + 1))
    const [a, b] = [dealt[last], dealt[place]]
    if (a === undefined || b === undefined) continue
    dealt[last] = b
    dealt[place] = a
  }
  return dealt
}
