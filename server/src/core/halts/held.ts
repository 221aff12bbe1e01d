import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { withPost, type DeliveryWithPost } from '../deliveries/read.ts'
import { coveringHalt, inScopeOf } from './covering.ts'
import { findHaltHere } from './find.ts'
import { holdsWords } from './words.ts'

/** Which of the held deliveries of a workspace. */
export interface HeldFilter {
  /** Held by this halt: within its scope, since it was sealed. */
  readonly haltId?: string
  readonly accountId?: string
  readonly campaignId?: string
  /** Words of the text. */
  readonly q?: string
  readonly tag?: string
  /** What became held later is another decision. */
  readonly heldBefore?: Date
}

export interface HeldDelivery extends DeliveryWithPost {
  readonly lateMs: number
  /** The halt that covers it now, if one does: it can be dropped or drafted, not sent. */
  readonly coveredBy: string | null
}

/** @throws NOT_FOUND for a halt that does not concern the workspace */
async function heldOf(db: Db, workspaceId: string, filter: HeldFilter) {
  const { haltId, accountId, campaignId, q, tag, heldBefore } = filter
  let select = withPost(db)
    .where('d.workspaceId', '=', workspaceId)
    // a literal: the index of what is held serves kept plans too
    .where('d.state', '=', sql.lit('held'))
  if (haltId !== undefined) {
    const halt = await findHaltHere(db, workspaceId, haltId)
    select = select.where('d.reason', '=', 'halted').where('d.updatedAt', '>=', halt.sealedAt).where(inScopeOf(halt.id))
  }
  if (accountId !== undefined) select = select.where('d.accountId', '=', accountId)
  if (campaignId !== undefined) select = select.where('p.campaignId', '=', campaignId)
  if (q !== undefined) select = select.where(holdsWords(sql`d.outbound->>'text'`, q))
  if (tag !== undefined) {
    select = select.where(sql<boolean>`exists (select from unnest(p.tags) t where lower(t) = lower(${tag}))`)
  }
  if (heldBefore !== undefined) select = select.where('d.updatedAt', '<=', heldBefore)
  return select
}

/** The held deliveries of a workspace, oldest first. `total` counts what the filter lets through, on every page. */
export async function listHeld(
  db: Db,
  workspaceId: string,
  filter: HeldFilter,
  page: { readonly after?: { readonly dueAt: Date; readonly id: string }; readonly limit: number },
): Promise<{ items: HeldDelivery[]; total: number }> {
  const { after, limit } = page
  const select = await heldOf(db, workspaceId, filter)
  const { total } = await select
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  let rows = select
  if (after !== undefined) {
    rows = rows.where((eb) => eb(eb.refTuple('d.dueAt', 'd.id'), '>', eb.tuple(after.dueAt, after.id)))
  }
  const items = await rows
    .select([
      sql<number>`greatest(0, extract(epoch from clock_timestamp() - d.due_at) * 1000)::float8`.as('lateMs'),
      coveringHalt.as('coveredBy'),
    ])
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(limit)
    .execute()
  return { items, total }
}

/** The ids of the held deliveries that a filter lets through, in the order in which they would have gone out. */
export async function heldIds(db: Db, workspaceId: string, filter: HeldFilter): Promise<string[]> {
  const rows = await (
    await heldOf(db, workspaceId, filter)
  )
    .clearSelect()
    .select('d.id')
    .orderBy('d.dueAt')
    .orderBy('d.seq')
    .execute()
  return rows.map((row) => row.id)
}

/** What goes out next by itself, by due time: to look through before and after a halt is lifted. */
export async function listUpcoming(
  db: Db,
  workspaceId: string,
  hours: number,
  limit: number,
): Promise<{ items: HeldDelivery[]; total: number }> {
  const until = sql<Date>`clock_timestamp() + make_interval(hours => ${hours})`
  const { total } = await db
    .selectFrom('delivery')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', sql.lit('scheduled'))
    .where('dueAt', '<', until)
    .executeTakeFirstOrThrow()
  const items = await withPost(db)
    .where('d.workspaceId', '=', workspaceId)
    .where('d.state', '=', sql.lit('scheduled'))
    .where('d.dueAt', '<', until)
    .select([sql.lit(0).as('lateMs'), coveringHalt.as('coveredBy')])
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(limit)
    .execute()
  return { items, total }
}
