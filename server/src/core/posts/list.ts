import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState, Post } from '../../db/schema.ts'

/** Tabs of the posts page. */
export const postFilters = ['draft', 'scheduled', 'needs_person', 'published', 'all'] as const
export type PostFilter = (typeof postFilters)[number]

/** By time, or by what people did with them on all their networks. */
export const postOrders = ['newest', 'likes', 'reposts', 'replies'] as const
export type PostOrder = (typeof postOrders)[number]

/** Where a page ended: a post, and what it was ordered by (0 for time: ids rise with it). */
export interface PostPlace {
  readonly id: string
  readonly count: number
}

const countOf = (order: PostOrder) =>
  order === 'newest'
    ? sql<number>`0`
    : sql<number>`coalesce((select sum(r.${sql.ref(order)})::int from delivery d join delivery_result r on r.delivery_id = d.id
        where d.post_id = p.id), 0)`

const statesOf: Record<Exclude<PostFilter, 'draft' | 'all'>, readonly DeliveryState[]> = {
  scheduled: ['scheduled', 'sending'],
  needs_person: ['held', 'failed', 'unconfirmed'],
  published: ['published', 'retracted'],
}

/** One of sixty alike that a repetition made ahead is seen in the calendar; here the first of them stands for all, until its time has come. */
const standsForItself = sql<boolean>`not exists (
  select from occurrence o join series s on s.id = o.series_id
  where o.post_id = p.id and s.post_id <> p.id and o.post_version = p.version and o.due_at > clock_timestamp())`

/** A workspace's posts, newest first, or those first that people did most with. */
export async function listPosts(
  db: Db,
  workspaceId: string,
  query: {
    readonly filter: PostFilter
    readonly order?: PostOrder
    readonly before?: PostPlace
    readonly limit: number
  },
): Promise<(Post & { authorName: string; count: number })[]> {
  const { filter, order = 'newest', before, limit } = query
  const count = countOf(order)
  let select = db
    .selectFrom('post as p')
    .innerJoin('person as a', 'a.id', 'p.authorId')
    .selectAll('p')
    .select(['a.name as authorName', count.as('count')])
    .where('p.workspaceId', '=', workspaceId)
    .where('p.deletedAt', 'is', null)
    .where(standsForItself)
  if (before !== undefined)
    select =
      order === 'newest'
        ? select.where('p.id', '<', before.id)
        : select.where(sql<boolean>`(${count}, p.id) < (${before.count}::int, ${before.id}::uuid)`)
  if (filter === 'draft') {
    select = select.where(
      sql<boolean>`not exists (select from delivery d where d.post_id = p.id and d.state <> 'cancelled')`,
    )
  } else if (filter !== 'all') {
    const states = [...statesOf[filter]]
    select = select.where((eb) =>
      eb.exists(
        eb.selectFrom('delivery as d').select('d.id').whereRef('d.postId', '=', 'p.id').where('d.state', 'in', states),
      ),
    )
  }
  if (order !== 'newest') select = select.orderBy(count, 'desc')
  return select.orderBy('p.id', 'desc').limit(limit).execute()
}
