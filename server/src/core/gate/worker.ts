import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { processStart } from '../../lib/process.ts'

/** Enters this process as one that may hold attempts. */
export async function enterWorker(db: Db, id: string): Promise<void> {
  await db
    .insertInto('worker')
    .values({ id, host: hostname(), pid: process.pid, processStart: processStart(process.pid) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** A sign of life. */
export async function touchWorker(db: Db, id: string): Promise<void> {
  await db
    .updateTable('worker')
    .set({ seenAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute()
}

/** The process ends in order: none of its attempts is open any more. */
export async function leaveWorker(db: Db, id: string): Promise<void> {
  await db
    .updateTable('worker')
    .set({ goneAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute()
}
