import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'

/** Pauses between look-ups of an unconfirmed delivery, in seconds; the last one repeats until the answer is known. */
const pauses = [1, 3, 10, 30, 60, 300]

/** Adds the job that looks an unconfirmed delivery up. @returns when it will. */
export async function lookUpAt(tx: Tx, deliveryId: string, tries: number): Promise<Date> {
  const seconds = pauses[Math.min(tries, pauses.length - 1)] ?? 300
  const { rows } = await sql<{ runAt: Date }>`
    select run_at from graphile_worker.add_job('look_up',
      json_build_object('deliveryId', ${deliveryId}::text, 'tries', ${tries + 1}::int),
      job_key := 'look_up:' || ${deliveryId}, run_at := clock_timestamp() + make_interval(secs => ${seconds}), max_attempts := 1000)
  `.execute(tx)
  const row = rows[0]
  if (row === undefined) throw new Error('The job queue took no job')
  return row.runAt
}
