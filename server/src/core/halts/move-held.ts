import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { toDue } from '../deliveries/schedule.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { errors } from '../errors.ts'
import { coveringHalt } from './covering.ts'

/** When held deliveries are wanted out. */
export type NewTime =
  /** After the undo window, in the order of their old times. */
  | { readonly as: 'send_now' }
  /** The oldest goes out so many minutes from now, the others keep their distance to it. */
  | { readonly as: 'move'; readonly minutes: number }
  /** From this instant on, in the order of their old times. */
  | { readonly as: 'at'; readonly at: Date }

export interface Refused {
  readonly id: string
  readonly code: string
}

interface Some {
  readonly workspaceId: string
  /** In the order in which they would have gone out. */
  readonly deliveries: readonly Pick<Delivery, 'id' | 'accountId' | 'dueAt'>[]
  readonly actor: Actor
}

/** Most deliveries of one lane decided in one transaction: it is locked for some ms, and thousands take seconds. */
const together = 25

/**
 * Decides deliveries lane by lane, a few in each transaction. What is no longer held, because somebody cancelled or decided it
 * meanwhile, is refused.
 */
async function laneByLane(
  core: Core,
  { workspaceId, deliveries }: Some,
  decide: (tx: Tx, held: readonly (Delivery & { coveredBy: string | null })[]) => Promise<Refused[]>,
): Promise<Refused[]> {
  const refused: Refused[] = []
  for (const [accountId, ofLane] of Map.groupBy(deliveries, (delivery) => delivery.accountId)) {
    for (let from = 0; from < ofLane.length; from += together) {
      const ids = ofLane.slice(from, from + together).map(({ id }) => id)
      const more = await transact(core, async (tx) => {
        await lockLane(tx, accountId)
        const now = await tx
          .selectFrom('delivery as d')
          .innerJoin('account as a', 'a.id', 'd.accountId')
          .innerJoin('post as p', 'p.id', 'd.postId')
          .selectAll('d')
          .select(coveringHalt.as('coveredBy'))
          .where('d.workspaceId', '=', workspaceId)
          .where('d.id', 'in', ids)
          .orderBy('d.dueAt')
          .orderBy('d.seq')
          .execute()
        const held = now.filter((row) => deliveryCan('release', row.state))
        const gone = now
          .filter((row) => !held.includes(row))
          .map(({ id }) => ({ id, code: errors.deliveryConflict.code }))
        return [...gone, ...(await decide(tx, held))]
      })
      refused.push(...more)
    }
  }
  return refused
}

/** Held deliveries that are not wanted any more: nothing was ever public. */
export function dropHeld(core: Core, some: Some): Promise<Refused[]> {
  return laneByLane(core, some, async (tx, held) => {
    for (const delivery of held) {
      await move(tx, delivery, { to: 'cancelled', actor: some.actor, action: 'dropped', set: { nextTryAt: null } })
    }
    return []
  })
}

/**
 * Gives held deliveries a new time. They pass the gate again then. What a halt covers stays held: the gate would only hold it again.
 * @throws TIME_PAST
 */
export async function sendHeld(core: Core, some: Some, decision: NewTime): Promise<Refused[]> {
  const { workspaceId, deliveries, actor } = some
  const began = await databaseNow(core)
  if (decision.as === 'at' && decision.at <= began)
    throw errors.timePast('Choose a time that is still to come, or send them now.', { field: 'at' })
  const oldest = deliveries[0]?.dueAt ?? began
  const lastOfLane = new Map<string, number>()
  return laneByLane(core, some, async (tx, held) => {
    const soonest = (await toDue(tx, workspaceId, { kind: 'now' })).dueAt
    const free = held.filter(({ coveredBy }) => coveredBy === null)
    for (const { coveredBy: _, ...delivery } of free) {
      const { accountId } = delivery
      const distance = delivery.dueAt.getTime() - oldest.getTime()
      const wanted = wantedDue(decision, { soonest, began, distance }).getTime()
      // two at the same instant would go in the order in which they were made
      const dueAt = new Date(Math.max(wanted, (lastOfLane.get(accountId) ?? 0) + 1))
      lastOfLane.set(accountId, dueAt.getTime())
      const origin = decision.as === 'send_now' ? 'person' : 'scheduled'
      const before = delivery.dueAt.toISOString()
      const audit = { decision: decision.as, dueAt: dueAt.toISOString(), before, origin }
      const set = { dueAt, origin, nextTryAt: null, attempts: 0 } as const
      await move(tx, delivery, { to: 'scheduled', actor, action: 'released', set, audit })
    }
    const lane = free[0]?.accountId
    if (lane !== undefined) await wakeLane(tx, lane)
    return held.filter((row) => !free.includes(row)).map(({ id }) => ({ id, code: errors.haltActive.code }))
  })
}

/** `distance`: how much later than the oldest it was to go, in ms. */
function wantedDue(
  decision: NewTime,
  { soonest, began, distance }: { readonly soonest: Date; readonly began: Date; readonly distance: number },
): Date {
  if (decision.as === 'at') return decision.at
  if (decision.as === 'send_now') return soonest
  const moved = began.getTime() + decision.minutes * 60_000 + distance
  return new Date(Math.max(moved, soonest.getTime()))
}

async function databaseNow(core: Core): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(core.db)
  return rows[0]?.now ?? core.clock.wall()
}
