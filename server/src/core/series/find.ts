import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Series } from '../../db/schema.ts'
import { errors } from '../errors.ts'

export interface SeriesView extends Series {
  /** Occurrences that are made and still to come, and how many of them somebody has changed. */
  readonly planned: number
  readonly detached: number
}

/**
 * An occurrence (alias `o`) that is as the series made it: its post was not rewritten, and every delivery waits at its time. What is
 * true of none is detached: it belongs to whoever changed it.
 */
export const untouched = sql<boolean>`(
  exists (select from post p where p.id = o.post_id and p.version = o.post_version and p.deleted_at is null)
  and exists (select from delivery d where d.post_id = o.post_id)
  and not exists (select from delivery d where d.post_id = o.post_id and (d.state <> 'scheduled' or d.due_at <> o.due_at)))`

function views(db: Db) {
  return db
    .selectFrom('series as s')
    .selectAll('s')
    .select([
      sql<number>`(select count(*)::int from occurrence o where o.series_id = s.id and o.due_at > clock_timestamp())`.as(
        'planned',
      ),
      sql<number>`(select count(*)::int from occurrence o where o.series_id = s.id and o.due_at > clock_timestamp()
        and not ${untouched})`.as('detached'),
    ])
}

/** A workspace's series that go on, newest first. */
export async function listSeries(db: Db, workspaceId: string, limit: number): Promise<SeriesView[]> {
  return views(db)
    .where('s.workspaceId', '=', workspaceId)
    .where('s.endedAt', 'is', null)
    .orderBy('s.createdAt', 'desc')
    .limit(limit)
    .execute()
}

/** @throws NOT_FOUND, also for one of another workspace (I11) */
export async function findSeries(db: Db, workspaceId: string, id: string): Promise<SeriesView> {
  const found = await views(db).where('s.id', '=', id).where('s.workspaceId', '=', workspaceId).executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/** Locks a series: whoever makes or takes back its occurrences does so alone. */
export async function takeSeries(tx: Tx, id: string): Promise<Series | undefined> {
  return tx.selectFrom('series').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
}
