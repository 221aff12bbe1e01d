import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { missingApproval } from '../approvals/stand.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { move, moveAll } from '../deliveries/move.ts'
import { toDue } from '../deliveries/schedule.ts'
import { newDue } from '../deliveries/set-due.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { cancelRest, mayFollow, restOf } from '../deliveries/thread.ts'
import { errors } from '../errors.ts'
import { findFreeSlot } from '../slots/next-free.ts'
import { coveringHalt } from './covering.ts'

/** When held deliveries are wanted out. */
export type NewTime =
  /** After the undo window, in the order of their old times. */
  | { readonly as: 'send_now' }
  /** The oldest goes out so many minutes from now, the others keep their distance to it. */
  | { readonly as: 'move'; readonly minutes: number }
  /** From this instant on, in the order of their old times. */
  | { readonly as: 'at'; readonly at: Date }
  /** Each at the next free slot of its account, in the order of their old times. */
  | { readonly as: 'slot' }

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

interface Few {
  readonly accountId: string
  readonly ids: readonly string[]
}

/** Deliveries lane by lane, a few at a time. */
function aFewOfEachLane(deliveries: Some['deliveries']): Few[] {
  return [...Map.groupBy(deliveries, (delivery) => delivery.accountId)].flatMap(([accountId, ofLane]) =>
    Array.from({ length: Math.ceil(ofLane.length / together) }, (_, part) => ({
      accountId,
      ids: ofLane.slice(part * together, (part + 1) * together).map(({ id }) => id),
    })),
  )
}

type Held = Delivery & { coveredBy: string | null; missingApproval: string | null }

/**
 * Locks their lane and reads them. What is no longer held, because somebody cancelled or decided it meanwhile, is refused.
 * @param along what was decided with the beginning of its thread
 */
async function takeHeld(
  tx: Tx,
  { accountId, ids }: Few,
  along: ReadonlySet<string>,
): Promise<{ held: Held[]; refused: Refused[] }> {
  await lockLane(tx, accountId)
  const now = await tx
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .innerJoin('post as p', 'p.id', 'd.postId')
    .selectAll('d')
    .select([coveringHalt.as('coveredBy'), missingApproval('d.postId').as('missingApproval')])
    .where('d.accountId', '=', accountId)
    .where('d.id', 'in', [...ids])
    .orderBy('d.dueAt')
    .orderBy('d.seq')
    .execute()
  const held = now.filter((row) => deliveryCan('release', row.state))
  const gone = now.filter((row) => !held.includes(row) && !along.has(row.id))
  return { held, refused: gone.map(({ id }) => ({ id, code: errors.deliveryConflict.code })) }
}

/** Held deliveries that are not wanted any more, and what follows them in their threads: nothing of them was ever public. */
export async function dropHeld(core: Core, { deliveries, actor }: Some): Promise<Refused[]> {
  const refused: Refused[] = []
  let along: ReadonlySet<string> = new Set()
  for (const few of aFewOfEachLane(deliveries)) {
    const more = await transact(core, async (tx) => {
      const now = new Set(along)
      const taken = await takeHeld(tx, few, now)
      for (const { coveredBy: _, missingApproval: __, ...delivery } of taken.held) {
        if (now.has(delivery.id)) continue
        const rest = await cancelRest(tx, delivery, actor, { action: 'dropped' })
        await move(tx, delivery, { to: 'cancelled', actor, action: 'dropped', set: { nextTryAt: null } })
        for (const { id } of rest) now.add(id)
      }
      return { refused: taken.refused, along: now }
    })
    refused.push(...more.refused)
    along = more.along
  }
  return refused
}

/**
 * Gives held deliveries a new time, each with what follows it in its thread. They pass the gate again then. What a halt covers stays
 * held: the gate would only hold it again.
 * @throws TIME_PAST
 */
export async function sendHeld(core: Core, some: Some, decision: NewTime): Promise<Refused[]> {
  const { workspaceId, deliveries, actor } = some
  const began = await databaseNow(core)
  if (decision.as === 'at' && decision.at <= began)
    throw errors.timePast('Choose a time that is still to come, or send them now.', { field: 'at' })
  const oldest = deliveries[0]?.dueAt ?? began
  const origin = decision.as === 'send_now' ? 'person' : 'scheduled'
  const lastOfLane = new Map<string, number>()
  const refused: Refused[] = []
  let along: ReadonlySet<string> = new Set()
  for (const few of aFewOfEachLane(deliveries)) {
    const { accountId } = few
    const more = await transact(core, async (tx) => {
      const now = new Set(along)
      let last = lastOfLane.get(accountId) ?? 0
      const taken = await takeHeld(tx, few, now)
      const soonest = (await toDue(tx, workspaceId, accountId, { kind: 'now' })).dueAt
      const uncovered = taken.held.filter(({ coveredBy }) => coveredBy === null)
      const wanting = decision.as === 'send_now' ? uncovered.filter((one) => one.missingApproval !== null) : []
      const free = uncovered.filter((one) => !wanting.includes(one))
      const cannot: Refused[] = wanting.map(({ id }) => ({ id, code: errors.approvalRequired.code }))
      for (const { coveredBy: _, missingApproval: __, ...delivery } of free) {
        if (now.has(delivery.id)) continue
        if (!(await mayFollow(tx, delivery))) {
          cannot.push({ id: delivery.id, code: errors.threadBroken.code })
          continue
        }
        const distance = delivery.dueAt.getTime() - oldest.getTime()
        const wanted =
          decision.as === 'slot'
            ? await findFreeSlot(tx, workspaceId, accountId, new Date(Math.max(began.getTime(), last)))
            : wantedDue(decision, { soonest, began, distance })
        if (wanted === undefined) {
          cannot.push({ id: delivery.id, code: errors.slotNone.code })
          continue
        }
        // two at the same instant would go in the order in which they were made
        const dueAt = new Date(Math.max(wanted.getTime(), last + 1))
        last = dueAt.getTime()
        const before = delivery.dueAt.toISOString()
        const audit = { decision: decision.as, dueAt: dueAt.toISOString(), before, origin }
        const thread = [delivery, ...(await restOf(tx, delivery, ['scheduled', 'held']))]
        const how = { to: 'scheduled', actor, action: 'released', audit } as const
        await moveAll(
          tx,
          thread.map((one) => [one, { ...how, set: newDue(one, { dueAt, origin, fromSlot: decision.as === 'slot' }) }]),
        )
        for (const { id } of thread) now.add(id)
      }
      if (free.length > 0) await wakeLane(tx, accountId)
      const covered = taken.held.filter(({ coveredBy }) => coveredBy !== null)
      const stopped = covered.map(({ id }) => ({ id, code: errors.haltActive.code }))
      return { refused: [...taken.refused, ...cannot, ...stopped], along: now, last }
    })
    refused.push(...more.refused)
    along = more.along
    lastOfLane.set(accountId, more.last)
  }
  return refused
}

/** `distance`: how much later than the oldest it was to go, in ms. */
function wantedDue(
  decision: Exclude<NewTime, { as: 'slot' }>,
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
