import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { moveAll, type Moving } from '../deliveries/move.ts'
import { newDue } from '../deliveries/set-due.ts'
import { deliveryCan } from '../deliveries/states.ts'
import type { Acted } from './act.ts'
import { followers } from './filter.ts'

export type LaneChange =
  /** So many days on the wall of the workspace's zone, and so many minutes of the clock: a day keeps its time where clocks change. */
  | { readonly do: 'move_by'; readonly days: number; readonly minutes: number }
  | { readonly do: 'move_to'; readonly times: ReadonlyMap<string, Date> }
  | { readonly do: 'cancel' }

/** Changes deliveries of one account in one transaction, with their entries in the record. */
export async function changeLane(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly accountId: string
    readonly ids: readonly string[]
    readonly change: LaneChange
    readonly actor: Actor
  },
): Promise<Acted[]> {
  const { workspaceId, accountId, ids, change, actor } = request
  return transact(core, async (tx) => {
    await lockLane(tx, accountId)
    const { now, timeZone } = await tx
      .selectFrom('workspace')
      .select(['timeZone', sql<Date>`clock_timestamp()`.as('now')])
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const deliveries = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('accountId', '=', accountId)
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute()
    const acted: Acted[] = []
    const moves: Moving[] = []
    const rest = await followersOf(tx, accountId, deliveries)
    for (const delivery of deliveries) {
      const { outcome, moving } =
        change.do === 'cancel' ? taken(delivery, actor) : moved(delivery, { change, now, timeZone, actor })
      acted.push(outcome)
      if (moving === undefined) continue
      moves.push(moving)
      const own = rest.filter(({ postId, id }) => postId === delivery.postId && !ids.includes(id))
      moves.push(...own.map((follower) => alike(follower, moving)))
    }
    // one statement for some at a time: their values travel with it
    for (let from = 0; from < moves.length; from += 500) await moveAll(tx, moves.slice(from, from + 500))
    if (moves.length > 0) await wakeLane(tx, accountId)
    return acted
  })
}

interface Decided {
  readonly outcome: Acted
  readonly moving?: Moving
}

function taken(delivery: Delivery, actor: Actor): Decided {
  const { id, state, dueAt } = delivery
  if (!deliveryCan('cancel', state)) return refused(delivery)
  const moving = [delivery, { to: 'cancelled', actor, action: 'cancelled', set: { nextTryAt: null } }] as const
  return { outcome: { id, outcome: 'done', state: 'cancelled', before: dueAt, dueAt }, moving }
}

function moved(
  delivery: Delivery,
  {
    change,
    now,
    timeZone,
    actor,
  }: { change: Exclude<LaneChange, { do: 'cancel' }>; now: Date; timeZone: string; actor: Actor },
): Decided {
  const { id, state, dueAt: before } = delivery
  if (!deliveryCan('reschedule', state)) return refused(delivery)
  const dueAt = change.do === 'move_to' ? change.times.get(id) : later(before, timeZone, change)
  if (dueAt === undefined || dueAt.getTime() === before.getTime())
    return { outcome: { id, outcome: 'unchanged', state, before, dueAt: before } }
  if (dueAt <= now) return { outcome: { id, outcome: 'time_past', state, before, dueAt: before } }
  return { outcome: { id, outcome: 'done', state, before, dueAt }, moving: toTime(delivery, dueAt, actor) }
}

/** A scheduled delivery at another time, as a person who moves one does it. @param inQueue the time is one of the account's queue */
export function toTime(delivery: Delivery, dueAt: Date, actor: Actor, inQueue?: { readonly why: string }): Moving {
  const origin = 'scheduled'
  const audit = { dueAt: dueAt.toISOString(), before: delivery.dueAt.toISOString(), origin, ...inQueue }
  const set = newDue(delivery, { dueAt, origin, fromSlot: inQueue !== undefined })
  return [delivery, { to: 'scheduled', actor, action: 'rescheduled', set, audit }]
}

function refused({ id, state, dueAt }: Delivery): Decided {
  const outcome = ['held', 'failed', 'unconfirmed'].includes(state) ? 'needs_decision' : 'too_late'
  return { outcome: { id, outcome, state, before: dueAt, dueAt } }
}

/** Where a time on the wall is after some days; then some minutes of the clock. */
function later(
  at: Date,
  timeZone: string,
  { days, minutes }: { readonly days: number; readonly minutes: number },
): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(zoned.add({ days }).add({ minutes }).epochMilliseconds)
}

/** What follows some posts in their threads and is still in. */
export async function followersOf(
  tx: Tx,
  accountId: string,
  deliveries: readonly Pick<Delivery, 'postId'>[],
): Promise<Delivery[]> {
  const postIds = [...new Set(deliveries.map(({ postId }) => postId))]
  return tx
    .selectFrom('delivery')
    .selectAll()
    .where('accountId', '=', accountId)
    .where(sql<boolean>`post_id = any(${postIds}::uuid[])`)
    .where('kind', 'in', followers)
    .where('state', '=', 'scheduled')
    .execute()
}

/** What becomes of a delivery becomes of what follows it: taken back with it, or at its time. */
export function alike(follower: Delivery, [, change]: Moving): Moving {
  const { set, audit, ...rest } = change
  const { dueAt, origin, fromSlot } = set ?? {}
  if (dueAt === undefined || origin === undefined || fromSlot === undefined) return [follower, change]
  const times = { dueAt: dueAt.toISOString(), before: follower.dueAt.toISOString() }
  return [follower, { ...rest, set: newDue(follower, { dueAt, origin, fromSlot }), audit: { ...audit, ...times } }]
}
