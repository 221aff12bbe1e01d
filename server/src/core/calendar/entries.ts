import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { type CalendarFilter, inCalendar } from './filter.ts'

/** A delivery as a calendar shows it: light, since a view may hold thousands. */
export interface CalendarEntry extends Pick<
  Delivery,
  'id' | 'postId' | 'accountId' | 'kind' | 'origin' | 'state' | 'reason' | 'dueAt' | 'sentAt' | 'url' | 'fromSlot'
> {
  /** The beginning of what is said. */
  readonly text: string
  readonly authorId: string
  readonly campaignId: string | null
  readonly tags: string[]
  /** The series it is an occurrence of. */
  readonly seriesId: string | null
}

/** Characters of the text that a calendar shows. */
const shown = 140

/** Deliveries by due time. */
export async function calendarEntries(
  db: Db,
  workspaceId: string,
  filter: CalendarFilter,
  page: { readonly after?: { readonly dueAt: Date; readonly id: string }; readonly limit: number },
): Promise<CalendarEntry[]> {
  const { after, limit } = page
  let ids = inCalendar(db, workspaceId, filter)
    .select('d.id')
    .where('d.dueAt', '>=', filter.from)
    .where('d.dueAt', '<', filter.to)
  if (after !== undefined)
    ids = ids.where((eb) => eb(eb.refTuple('d.dueAt', 'd.id'), '>', eb.tuple(after.dueAt, after.id)))
  const rows = await ids.orderBy('d.dueAt').orderBy('d.id').limit(limit).execute()
  return entriesOf(
    db,
    rows.map(({ id }) => id),
  )
}

/** The same for deliveries that are known, by due time. */
export async function entriesOf(db: Db, ids: readonly string[]): Promise<CalendarEntry[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('delivery as d')
    .innerJoin('post as p', 'p.id', 'd.postId')
    .leftJoin('occurrence as o', 'o.postId', 'd.postId')
    .select(['d.id', 'd.postId', 'd.accountId', 'd.kind', 'd.origin', 'd.state', 'd.reason'])
    .select(['d.dueAt', 'd.sentAt', 'd.url', 'd.fromSlot', 'p.authorId', 'p.campaignId', 'p.tags', 'o.seriesId'])
    .select(sql<string>`left(d.outbound->>'text', ${sql.lit(shown)})`.as('text'))
    .where(sql<boolean>`d.id = any(${ids}::uuid[])`)
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .execute()
}
