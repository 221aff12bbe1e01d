import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { VigieError } from '../../lib/errors.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeDelivery } from '../deliveries/find.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { toDue, type Due } from '../deliveries/schedule.ts'
import { errors } from '../errors.ts'
import { returnToDraft, type Returned } from '../posts/return-to-draft.ts'
import { assertNotHalted } from './covering.ts'
import { heldIds, type HeldFilter } from './held.ts'

/** What becomes of held deliveries. */
export type HeldDecision =
  /** After the undo window, in the order of their old times. */
  | { readonly as: 'send_now' }
  /** The oldest goes out so many minutes from now, the others keep their distance to it. */
  | { readonly as: 'move'; readonly minutes: number }
  /** From this instant on, in the order of their old times. */
  | { readonly as: 'at'; readonly at: Date }
  | { readonly as: 'draft' }
  | { readonly as: 'drop' }

export interface HeldDecided {
  readonly done: number
  readonly refused: readonly { readonly id: string; readonly code: string }[]
  /** For `draft`: which posts are drafts now, and whether each is a copy. */
  readonly drafts: readonly Returned[]
}

interface Request {
  readonly workspaceId: string
  readonly which: { readonly ids: readonly string[] } | { readonly filter: HeldFilter }
  readonly decision: HeldDecision
  readonly actor: Actor
}

/**
 * Decides held deliveries one after the other, each in a transaction of its own, so that nobody's lane is locked for long and one
 * that is refused stops no other. Done again it does no harm: what was decided is not held any more, and is refused.
 * @throws NOT_FOUND for a halt in the filter that does not concern the workspace; TIME_PAST
 */
export async function decideHeld(core: Core, request: Request): Promise<HeldDecided> {
  const { workspaceId, decision, actor } = request
  const held = await inLaneOrder(core, request)
  if (decision.as === 'draft') return draftHeld(core, { workspaceId, held, actor })
  const decide = decision.as === 'drop' ? dropper(core, request) : await mover(core, request, held)
  const refused: { id: string; code: string }[] = []
  for (const { id } of held) {
    const code = await refusalOf(() => decide(id))
    if (code !== undefined) refused.push({ id, code })
  }
  return { done: held.length - refused.length, refused, drafts: [] }
}

interface Named {
  readonly id: string
  /** Undefined for an id that is none of the workspace. */
  readonly postId?: string
  readonly dueAt?: Date
}

/** What a request names, in the order in which it would have gone out; ids of nothing come last and are refused. */
async function inLaneOrder(core: Core, { workspaceId, which }: Request): Promise<Named[]> {
  const ids = [...new Set('ids' in which ? which.ids : await heldIds(core.db, workspaceId, which.filter))]
  const known = await core.db
    .selectFrom('delivery')
    .select(['id', 'postId', 'dueAt'])
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .orderBy('dueAt')
    .orderBy('seq')
    .execute()
  const unknown = ids.length === known.length ? [] : ids.filter((id) => !known.some((row) => row.id === id))
  return [...known, ...unknown.map((id) => ({ id }))]
}

/** The code of what refused it. What is no refusal, such as a lost database, ends the whole. */
async function refusalOf(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof VigieError) return error.code
    throw error
  }
}

const dropper =
  (core: Core, { workspaceId, actor }: Request) =>
  (id: string) =>
    transact(core, async (tx) => {
      const delivery = await takeDelivery(tx, workspaceId, id, 'release')
      await move(tx, delivery, { to: 'cancelled', actor, action: 'dropped', set: { nextTryAt: null } })
    })

/** A function that gives one held delivery its new time. Within a lane each comes after the one before, even in the same ms. */
async function mover(core: Core, { workspaceId, decision, actor }: Request, held: readonly Named[]) {
  const began = await databaseNow(core)
  if (decision.as === 'at' && decision.at <= began)
    throw errors.timePast('Choose a time that is still to come, or send them now.', { field: 'at' })
  const oldest = held[0]?.dueAt ?? began
  const last = new Map<string, number>()
  async function newDue(tx: Tx, before: Delivery): Promise<Due> {
    const soonest = await toDue(tx, workspaceId, { kind: 'now' })
    const wanted = wantedDue(decision, { soonest, began, distance: before.dueAt.getTime() - oldest.getTime() })
    const afterLast = (last.get(before.accountId) ?? -1) + 1
    const dueAt = new Date(Math.max(wanted.getTime(), afterLast))
    last.set(before.accountId, dueAt.getTime())
    return { dueAt, origin: decision.as === 'send_now' ? 'person' : 'scheduled' }
  }
  return (id: string) =>
    transact(core, async (tx) => {
      const delivery = await takeDelivery(tx, workspaceId, id, 'release')
      await assertNotHalted(tx, delivery)
      const due = await newDue(tx, delivery)
      const audit = {
        decision: decision.as,
        dueAt: due.dueAt.toISOString(),
        before: delivery.dueAt.toISOString(),
        origin: due.origin,
      }
      const set = { ...due, nextTryAt: null, attempts: 0 }
      await move(tx, delivery, { to: 'scheduled', actor, action: 'released', set, audit })
      await wakeLane(tx, delivery.accountId)
    })
}

/** When one is wanted out. `distance`: how much later than the oldest it was to go, in ms. */
function wantedDue(
  decision: HeldDecision,
  { soonest, began, distance }: { readonly soonest: Due; readonly began: Date; readonly distance: number },
): Date {
  if (decision.as === 'at') return decision.at
  if (decision.as !== 'move') return soonest.dueAt
  const moved = began.getTime() + decision.minutes * 60_000 + distance
  return new Date(Math.max(moved, soonest.dueAt.getTime()))
}

async function databaseNow(core: Core): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(core.db)
  return rows[0]?.now ?? core.clock.wall()
}

/** All of one post in one transaction: it then is one draft, or has one copy, for all the accounts it is taken back from. */
async function draftHeld(
  core: Core,
  { workspaceId, held, actor }: { workspaceId: string; held: readonly Named[]; actor: Actor },
): Promise<HeldDecided> {
  const ofPost = Map.groupBy(held, ({ postId }) => postId)
  const refused = (ofPost.get(undefined) ?? []).map(({ id }) => ({ id, code: errors.notFound.code }))
  const drafts: Returned[] = []
  for (const [postId, some] of ofPost) {
    if (postId === undefined) continue
    const deliveryIds = some.map(({ id }) => id)
    let returned: Returned | undefined
    const code = await refusalOf(async () => {
      returned = await transact(core, (tx) => returnToDraft(tx, { workspaceId, postId, deliveryIds, actor }))
    })
    const left = deliveryIds.filter((id) => returned?.deliveryIds.includes(id) !== true)
    refused.push(...left.map((id) => ({ id, code: code ?? errors.deliveryConflict.code })))
    if (returned !== undefined) drafts.push(returned)
  }
  return { done: held.length - refused.length, refused, drafts }
}
