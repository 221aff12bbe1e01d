import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { AuditEntry } from '../../db/schema.ts'

/**
 * Where a reader of the record stands: a PostgreSQL snapshot. Sequence numbers would not do: a transaction that commits late
 * carries an earlier number than what was read already, and would be missed.
 */
export type Position = string

export async function currentPosition(db: Db): Promise<Position> {
  const { rows } = await sql<{ position: string }>`select pg_current_snapshot()::text as position`.execute(db)
  const position = rows[0]?.position
  if (position === undefined) throw new Error('PostgreSQL gave no snapshot')
  return position
}

/** True for text PostgreSQL reads as a snapshot, such as `787:787:` or `787:790:788`. */
export const isPosition = (text: string): boolean => /^\d+:\d+:(\d+(,\d+)*)?$/.test(text)

export interface Changes {
  readonly entries: AuditEntry[]
  readonly position: Position
  /** True when there is more than `limit`: the reader had better fetch everything anew. */
  readonly tooMany: boolean
}

/** Everything committed after `since`, nothing twice, nothing missed, in one statement. */
export async function changesSince(db: Db, since: Position, limit: number): Promise<Changes> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const entries = await tx
        .selectFrom('auditEntry')
        .selectAll()
        .where(sql<boolean>`xid >= pg_snapshot_xmin(${since}::pg_snapshot)`)
        .where(sql<boolean>`not pg_visible_in_snapshot(xid, ${since}::pg_snapshot)`)
        .orderBy('seq')
        .limit(limit + 1)
        .execute()
      const position = await currentPosition(tx)
      return { entries: entries.slice(0, limit), position, tooMany: entries.length > limit }
    })
}
