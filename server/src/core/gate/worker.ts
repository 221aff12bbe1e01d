import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'

/**
 * When a process started, in the kernel's own ticks: with its number it names one process for ever, a number alone is used again.
 * Null where the system does not tell (only Linux does).
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in parentheses may hold spaces; start time is field 22, the 20th after it
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** True when a process of this host is certainly no more. */
export function isGone(pid: number, start: string | null): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  return start !== null && processStart(pid) !== start
}

/** Enters this process as one that may hold attempts. @returns its worker id */
export async function enterWorker(db: Db): Promise<string> {
  const id = newId()
  await db
    .insertInto('worker')
    .values({ id, host: hostname(), pid: process.pid, processStart: processStart(process.pid) })
    .execute()
  return id
}

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
