import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Core } from '../context.ts'
import { findPost } from '../posts/find.ts'

/** A page that gave no sign for so long, in seconds, is taken for closed. Pages give one every ten. */
const silence = 45

export interface Present {
  readonly personId: string
  readonly name: string
  /** In the composer, not only looking. */
  readonly writes: boolean
}

interface Page {
  readonly workspaceId: string
  readonly postId: string
  readonly personId: string
  /** Made by the page itself: somebody may have two open. */
  readonly pageId: string
}

/**
 * A sign of a page that shows a post. The others are told when somebody came, or began to write; not of every sign.
 * @returns who else is there
 * @throws NOT_FOUND
 */
export async function showPresence(core: Core, page: Page & { readonly writes: boolean }): Promise<Present[]> {
  const { workspaceId, postId, personId, pageId, writes } = page
  await findPost(core.db, workspaceId, postId)
  const { rows } = await sql<{ news: boolean }>`
    with gone as (
      delete from presence where post_id = ${postId} and seen_at < clock_timestamp() - make_interval(secs => ${silence}) returning page_id
    ), before as (
      select writes from presence where post_id = ${postId} and person_id = ${personId} and page_id = ${pageId}
    ), now as (
      insert into presence (post_id, person_id, page_id, writes) values (${postId}, ${personId}, ${pageId}, ${writes})
      on conflict (post_id, person_id, page_id) do update set writes = excluded.writes, seen_at = clock_timestamp() returning writes
    )
    select exists (select from gone) or not exists (select from before where writes = ${writes}) as news from now`.execute(
    core.db,
  )
  if (rows[0]?.news === true) core.bell.hint({ kind: 'presence', workspaceId, postId })
  return othersThere(core.db, postId, personId)
}

/** The page was left. */
export async function endPresence(core: Core, { workspaceId, postId, personId, pageId }: Page): Promise<void> {
  await findPost(core.db, workspaceId, postId)
  await core.db
    .deleteFrom('presence')
    .where('postId', '=', postId)
    .where('personId', '=', personId)
    .where('pageId', '=', pageId)
    .execute()
  core.bell.hint({ kind: 'presence', workspaceId, postId })
}

async function othersThere(db: Db, postId: string, personId: string): Promise<Present[]> {
  return db
    .selectFrom('presence as s')
    .innerJoin('person as p', 'p.id', 's.personId')
    .select(['s.personId', 'p.name', sql<boolean>`bool_or(s.writes)`.as('writes')])
    .where('s.postId', '=', postId)
    .where('s.personId', '<>', personId)
    .where('s.seenAt', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${silence})`)
    .groupBy(['s.personId', 'p.name'])
    .orderBy('p.name')
    .execute()
}
