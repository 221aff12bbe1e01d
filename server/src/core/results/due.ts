import { sql } from 'kysely'
import type { Core } from '../context.ts'

/** Speech goes before: a larger number is a lower priority. */
const priority = 20
/** Jobs of one queue run one after the other, so that no more than these read results at once, whatever is due. */
const queues = 2
const atOnce = 50

/** Adds a look at the results of each account that has some due. */
export async function addDueResults(core: Pick<Core, 'db'>): Promise<void> {
  await sql`
    select graphile_worker.add_job('fetch_results', json_build_object('accountId', d.account_id),
      job_key := 'results:' || d.account_id, priority := ${priority}::int, max_attempts := 3,
      queue_name := 'results:' || abs(hashtext(d.account_id::text)) % ${queues}::int)
    from (
      select distinct account_id from delivery where results_at <= clock_timestamp()
        and not exists (select from graphile_worker.jobs j where j.key = 'results:' || account_id)
      limit ${atOnce}
    ) d`.execute(core.db)
}
