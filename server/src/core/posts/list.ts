import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState, Post } from '../../db/schema.ts'

/** Tabs of the posts page. */
export const postFilters = ['draft', 'scheduled', 'needs_person', 'published', 'all'] as const
export type PostFilter = (typeof postFilters)[number]

const statesOf: Record<Exclude<PostFilter, 'draft' | 'all'>, readonly DeliveryState[]> = {
  scheduled: ['scheduled', 'sending'],
  needs_person: ['held', 'failed', 'unconfirmed'],
  published: ['published', 'retracted'],
}

/** One of sixty alike that a repetition made ahead is seen in the calendar; here the first of them stands for all, until its time has come. */
const standsForItself = sql<boolean>`not exists (
  select from occurrence o join series s on s.id = o.series_id
  where o.post_id = p.id and s.post_id <> p.id and o.post_version = p.version and o.due_at > clock_timestamp())`

/** A workspace's posts, newest first. `before` is a post id (ids rise with time). */
export async function listPosts(
  db: Db,
  workspaceId: string,
  query: { readonly filter: PostFilter; readonly before?: string; readonly limit: number },
): Promise<(Post & { authorName: string })[]> {
  const { filter, before, limit } = query
  let select = db
    .selectFrom('post as p')
    .innerJoin('person as a', 'a.id', 'p.authorId')
    .selectAll('p')
    .select('a.name as authorName')
    .where('p.workspaceId', '=', workspaceId)
    .where('p.deletedAt', 'is', null)
    .where(standsForItself)
  if (before !== undefined) select = select.where('p.id', '<', before)
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
  return select.orderBy('p.id', 'desc').limit(limit).execute()
}
