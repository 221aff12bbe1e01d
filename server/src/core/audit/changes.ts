import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { AuditEntry } from '../../db/schema.ts'
import { currentPosition, type Position } from './position.ts'

export interface Changes {
  readonly entries: readonly AuditEntry[]
  readonly position: Position
  /** True when there is more than `limit`: the reader had better fetch everything anew. */
  readonly tooMany: boolean
}

/**
 * Everything committed after `since`, of one workspace or of all: nothing twice, nothing missed. Entries and the new position are
 * read in one snapshot.
 */
export async function changesSince(db: Db, since: Position, limit: number, workspaceId?: string): Promise<Changes> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      let select = tx
        .selectFrom('auditEntry')
        .selectAll()
        .where(sql<boolean>`xid >= pg_snapshot_xmin(${since}::pg_snapshot)`)
        .where(sql<boolean>`not pg_visible_in_snapshot(xid, ${since}::pg_snapshot)`)
      if (workspaceId !== undefined) select = select.where('workspaceId', '=', workspaceId)
      const entries = await select
        .orderBy('seq')
        .limit(limit + 1)
        .execute()
      const position = await currentPosition(tx)
      return { entries: entries.slice(0, limit), position, tooMany: entries.length > limit }
    })
}
