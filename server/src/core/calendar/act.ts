import { sql } from 'kysely'
import type { Delivery, DeliveryState } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { labelPosts } from '../posts/label.ts'
import { type CalendarFilter, inCalendar } from './filter.ts'
import { changeLane, type LaneChange } from './lanes.ts'

/** What is done to many deliveries at once. */
export type CalendarAct =
  | LaneChange
  | { readonly do: 'campaign'; readonly campaignId: string | null }
  | { readonly do: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }

/**
 * What came of it for one delivery. `too_late`: on its way, out or taken back. `needs_decision`: held, refused or unconfirmed; moving
 * it would let it out again, which is a decision of its own. `time_past`: its new time has passed. `not_here`: no delivery of this workspace.
 */
export type ActOutcome = 'done' | 'unchanged' | 'too_late' | 'needs_decision' | 'time_past' | 'not_here'

export interface Acted {
  readonly id: string
  readonly outcome: ActOutcome
  readonly state?: DeliveryState
  /** Where it was, and where it is now: what an undo needs. */
  readonly before?: Date
  readonly dueAt?: Date
}

/** Most deliveries of one request. */
export const mostTogether = 5000

/**
 * Does something to many deliveries, a transaction for each lane: one that is refused stops no other, and each is told for itself.
 * What follows a post in its thread goes where the post goes.
 * @throws NOT_FOUND for a campaign; VALIDATION_FAILED when a filter finds too many
 */
export async function actOnCalendar(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly which: { readonly ids: readonly string[] } | { readonly filter: CalendarFilter }
    readonly act: CalendarAct
    readonly actor: Actor
  },
): Promise<Acted[]> {
  const { workspaceId, which, act, actor } = request
  const ids = 'ids' in which ? [...new Set(which.ids)] : await idsOf(core, workspaceId, which.filter)
  const known = await core.db
    .selectFrom('delivery')
    .select(['id', 'accountId', 'postId'])
    .where('workspaceId', '=', workspaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('accountId')
    .execute()
  const outcomes = new Map<string, Acted>(ids.map((id) => [id, { id, outcome: 'not_here' }]))
  if (act.do === 'campaign' || act.do === 'tag') {
    const postIds = [...new Set(known.map(({ postId }) => postId))]
    const changed = await labelPosts(core, { workspaceId, postIds, label: act, actor })
    for (const { id, postId } of known) outcomes.set(id, { id, outcome: changed.has(postId) ? 'done' : 'unchanged' })
    return [...outcomes.values()]
  }
  const lanes = Map.groupBy(known, (delivery) => delivery.accountId)
  for (const [accountId, ofLane] of lanes) {
    const own = ofLane.map(({ id }) => id)
    for (const one of await changeLane(core, { workspaceId, accountId, ids: own, change: act, actor }))
      outcomes.set(one.id, one)
  }
  return [...outcomes.values()]
}

async function idsOf(core: Core, workspaceId: string, filter: CalendarFilter): Promise<string[]> {
  const rows: Pick<Delivery, 'id'>[] = await inCalendar(core.db, workspaceId, filter)
    .select('d.id')
    .where('d.dueAt', '>=', filter.from)
    .where('d.dueAt', '<', filter.to)
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(mostTogether + 1)
    .execute()
  if (rows.length > mostTogether)
    throw errors.validation(`At most ${mostTogether} deliveries can be changed together.`, {
      errors: [{ field: 'filter', problem: 'too_many', remedy: 'Choose a shorter stretch of time, or filter more.' }],
    })
  return rows.map(({ id }) => id)
}
