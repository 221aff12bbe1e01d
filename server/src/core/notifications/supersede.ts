import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { NotificationKind } from './kinds.ts'

/** What was told of these before is out of date: what is told of them next stands for it. */
export async function supersede(tx: Tx, kind: NotificationKind, subjectIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('notification')
    .set({ readAt: sql<Date>`coalesce(read_at, clock_timestamp())`, mailDue: false })
    .where('kind', '=', kind)
    .where((eb) => eb('subjectId', '=', eb.fn.any(eb.val([...subjectIds]))))
    .where((eb) => eb.or([eb('readAt', 'is', null), eb('mailDue', '=', true)]))
    .execute()
}
