import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'
import type { Core } from '../context.ts'

export interface NotificationView extends Selectable<Schema['notification']> {
  /** The first words of the post, where there is one. */
  readonly text: string | null
  /** The account, where it is about one. */
  readonly handle: string | null
}

/** With what is said of its subject; alias `n`. */
export function withSubject(db: Db) {
  return db
    .selectFrom('notification as n')
    .leftJoin('post as p', 'p.id', 'n.postId')
    .leftJoin('delivery as d', 'd.id', 'n.subjectId')
    .leftJoin('account as a', (join) =>
      join.on(sql<boolean>`a.id = coalesce(d.account_id, case when n.subject_kind = 'account' then n.subject_id end)`),
    )
    .selectAll('n')
    .select(['a.handle', sql<string | null>`left(p.items->0->>'text', 160)`.as('text')])
}

/** A person's notifications in a workspace, newest first. */
export async function listNotifications(
  db: Db,
  workspaceId: string,
  personId: string,
  page: { readonly before?: string; readonly limit: number },
): Promise<NotificationView[]> {
  let select = withSubject(db).where('n.workspaceId', '=', workspaceId).where('n.personId', '=', personId)
  if (page.before !== undefined) select = select.where('n.id', '<', page.before)
  return select.orderBy('n.id', 'desc').limit(page.limit).execute()
}

export async function countUnread(db: Db, workspaceId: string, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notification')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Read by the person: nothing is mailed about it any more. Without ids, all there are now. */
export async function markRead(
  core: Core,
  workspaceId: string,
  personId: string,
  ids: readonly string[] | undefined,
): Promise<void> {
  let update = core.db
    .updateTable('notification')
    .set({ readAt: sql<Date>`clock_timestamp()`, mailDue: false })
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
  if (ids !== undefined) update = update.where('id', 'in', [...ids])
  await update.execute()
  core.bell.hint({ kind: 'notifications', workspaceId })
}
