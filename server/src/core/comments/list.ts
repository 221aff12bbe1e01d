import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'

export interface CommentView extends Selectable<Schema['comment']> {
  readonly authorName: string
  readonly mentions: { readonly id: string; readonly name: string }[]
}

/** The comments of a post in the order they were written; of a deleted one only that it was there. */
export async function listComments(db: Db, postId: string): Promise<CommentView[]> {
  return db
    .selectFrom('comment as c')
    .innerJoin('person as a', 'a.id', 'c.authorId')
    .selectAll('c')
    .select('a.name as authorName')
    .select(
      sql<CommentView['mentions']>`coalesce((
        select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name)
        from comment_mention m join person p on p.id = m.person_id where m.comment_id = c.id), '[]')`.as('mentions'),
    )
    .where('c.postId', '=', postId)
    .orderBy('c.id')
    .limit(500)
    .execute()
}

/** Up to which comment somebody has read; undefined when none. */
export async function readUpTo(db: Db, postId: string, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('commentRead')
    .select('readUpTo')
    .where('postId', '=', postId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row?.readUpTo
}

/** Posts with comments of others that a person has not read: posts they wrote, commented, or are named on. */
export async function unreadByPost(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<{ postId: string; unread: number }[]> {
  return db
    .selectFrom('comment as c')
    .innerJoin('post as p', 'p.id', 'c.postId')
    .leftJoin('commentRead as r', (join) => join.onRef('r.postId', '=', 'c.postId').on('r.personId', '=', personId))
    .select(['c.postId', sql<number>`count(*)::int`.as('unread')])
    .where('c.workspaceId', '=', workspaceId)
    .where('p.deletedAt', 'is', null)
    .where('c.deletedAt', 'is', null)
    .where('c.authorId', '<>', personId)
    .where(sql<boolean>`(r.read_up_to is null or c.id > r.read_up_to)`)
    .where(
      sql<boolean>`(p.author_id = ${personId}
        or exists (select from comment o where o.post_id = p.id and o.author_id = ${personId})
        or exists (select from comment o join comment_mention m on m.comment_id = o.id
          where o.post_id = p.id and m.person_id = ${personId}))`,
    )
    .groupBy('c.postId')
    .execute()
}
