import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { currentPosition, isAhead, type Position } from '../audit/position.ts'
import { toldActions, type Told } from './needs.ts'

/**
 * Up to where the record was read; one process at a time. Begins now where it was never read, and where the database is another one
 * than it was.
 * @returns undefined when another process is at it
 */
export async function takePosition(tx: Tx): Promise<Position | undefined> {
  const now = await currentPosition(tx)
  await tx
    .insertInto('notifier')
    .values({ position: now })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute()
  const kept = await tx.selectFrom('notifier').select('position').forUpdate().skipLocked().executeTakeFirst()
  if (kept === undefined) return undefined
  return isAhead(kept.position, now) ? now : kept.position
}

/** Entries of the record since then that somebody is to hear of, and the position behind them: one statement, one snapshot. */
export async function readRecord(db: Db, since: Position): Promise<{ told: Told[]; position: Position }> {
  const { rows } = await sql<{ position: Position; told: Told[] }>`
    select pg_current_snapshot()::text as position, coalesce((
      select json_agg(json_build_object(
        'action', e.action, 'workspaceId', e.workspace_id, 'subjectKind', e.subject_kind, 'subjectId', e.subject_id,
        'postId', e.post_id, 'actorId', e.actor_id, 'actorName', e.actor_name, 'detail', e.detail, 'authorId', p.author_id,
        'approval', case when a.id is not null then
          json_build_object('askedBy', a.asked_by, 'ofRole', a.of_role, 'ofPerson', a.of_person) end
      ) order by e.seq)
      from audit_entry e left join post p on p.id = e.post_id left join approval a on a.id = e.subject_id
      where e.xid >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(e.xid, ${since}::pg_snapshot)
        and e.action = any(${toldActions}) and e.workspace_id is not null
        and not (e.action = 'delivery.held' and e.detail->>'reason' = 'halted')
    ), '[]') as told`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('PostgreSQL gave no snapshot')
  return row
}

/** Deliveries that nobody knows the end of: the last look-up leaves no entry. Those somebody was told of are not told again. */
export async function readUnconfirmed(db: Db): Promise<Told[]> {
  const rows = await db
    .selectFrom('delivery as d')
    .innerJoin('post as p', 'p.id', 'd.postId')
    .select(['d.id', 'd.workspaceId', 'd.postId', 'p.authorId'])
    .where('d.state', '=', sql.lit('unconfirmed'))
    .where('d.nextTryAt', 'is', null)
    .where(
      sql<boolean>`not exists (select from notification n where n.subject_id = d.id and n.kind = 'delivery_unconfirmed')`,
    )
    .limit(500)
    .execute()
  return rows.map(({ id, workspaceId, postId, authorId }) => ({
    action: 'delivery.unconfirmed',
    workspaceId,
    subjectKind: 'delivery',
    subjectId: id,
    postId,
    actorId: null,
    actorName: '',
    detail: {},
    approval: null,
    authorId,
  }))
}
