import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'

/** Has the record read for notifications at once. What does not ask for it is found within some seconds. */
export async function wakeNotifier(tx: Tx): Promise<void> {
  await sql`select graphile_worker.add_job('notify', '{}'::json, job_key := 'notify', max_attempts := 25)`.execute(tx)
}
