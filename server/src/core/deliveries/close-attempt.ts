import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'

type Seen = NonNullable<Schema['attempt']['lookedUp']>

/**
 * True when the worker that made an attempt has nothing of it on the wire any more: it has said so, or its process is known to be
 * gone. One that only gave no sign may be frozen in the middle of its request.
 */
export async function isOver(db: Db, attemptId: string | null): Promise<boolean> {
  if (attemptId === null) return true
  const row = await db
    .selectFrom('attempt as t')
    .innerJoin('worker as w', 'w.id', 't.workerId')
    .select((eb) => eb.or([eb('t.reported', '=', true), eb('w.goneAt', 'is not', null)]).as('over'))
    .where('t.id', '=', attemptId)
    .executeTakeFirst()
  return row === undefined || row.over === true
}

/**
 * Writes what was seen of an attempt: found or not found on the network, or seen by a person. Where its own process never said how
 * it ended, this is how; one that did keeps its own word.
 * @param over nothing of it was on the wire when it was looked for: what was seen is the end of it
 */
export async function closeAttempt(tx: Tx, attemptId: string | null, seen: Seen, over: boolean): Promise<void> {
  if (attemptId === null) return
  await tx
    .updateTable('attempt')
    .set({
      lookedUp: seen,
      outcome: sql`case when settled_at is null then ${seen} else outcome end`,
      settledAt: sql<Date>`coalesce(settled_at, clock_timestamp())`,
      ...(over ? { resolvedAt: sql<Date>`coalesce(resolved_at, clock_timestamp())` } : {}),
    })
    .where('id', '=', attemptId)
    .execute()
}
