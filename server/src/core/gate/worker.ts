import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import { machine } from '../../lib/machine.ts'
import { processStart } from '../../lib/process.ts'
import { record, systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'

/** Enters this process as one that may hold attempts. */
export async function enterWorker(db: Db, id: string): Promise<void> {
  await db
    .insertInto('worker')
    .values({ id, host: hostname(), machine: machine(), pid: process.pid, processStart: processStart(process.pid) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** A sign of life. @returns whether somebody has declared this process gone: then it must not speak under this name */
export async function touchWorker(db: Db, id: string): Promise<{ readonly declaredGone: boolean }> {
  const row = await db
    .updateTable('worker')
    .set({ seenAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .returning('goneAt')
    .executeTakeFirst()
  return { declaredGone: row !== undefined && row.goneAt !== null }
}

/**
 * Under the halt lock, which who declares a worker gone takes for itself: nobody did. What such a worker began may have been looked for
 * already, so nothing more begins under its name.
 */
export const notGone = (id: string) =>
  sql<boolean>`exists (select from worker w where w.id = ${id} and w.gone_at is null)`

/** A row when somebody has declared the worker gone. */
export const goneWorker = (tx: Tx, id: string) =>
  tx.selectNoFrom(sql<boolean>`true`.as('gone')).where(sql<boolean>`not ${notGone(id)}`)

/** This process was declared gone while it runs: it goes on as another worker, so that whoever relies on that word is right. */
export async function enterAnew(core: Core): Promise<void> {
  const was = core.workerId
  const id = newId()
  await enterWorker(core.db, id)
  core.log.error({ was, id }, 'somebody declared this process gone while it runs: it goes on as another worker')
  core.workerId = id
}

/** The process ends in order: none of its attempts is open any more. */
export async function leaveWorker(db: Db, id: string): Promise<void> {
  await db
    .updateTable('worker')
    .set({ goneAt: sql<Date>`coalesce(gone_at, clock_timestamp())` })
    .where('id', '=', id)
    .execute()
}

/** Writes down that this process was told to send nothing any more. It is silent already. */
export async function noteMuted(core: Core, onWire: number): Promise<void> {
  await transact(core, async (tx) => {
    await tx
      .updateTable('worker')
      .set({ mutedAt: sql<Date>`coalesce(muted_at, clock_timestamp())` })
      .where('id', '=', core.workerId)
      .execute()
    const subject = { kind: 'worker', id: core.workerId } as const
    const detail = { host: hostname(), pid: process.pid, onWire }
    await record(tx, { workspaceId: null, action: 'worker.muted', actor: systemActor('signal'), subject, detail })
  })
}
