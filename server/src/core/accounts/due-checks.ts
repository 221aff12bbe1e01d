import { sql } from 'kysely'
import type { Core } from '../context.ts'

/** Adds a look at each account that nobody looked at for an hour, a few at a time. */
export async function addDueChecks(core: Pick<Core, 'db'>): Promise<void> {
  await sql`
    select graphile_worker.add_job('check_account', json_build_object('accountId', a.id), job_key := 'check:' || a.id, max_attempts := 3)
    from (
      select id from account
      where disconnected_at is null and (checked_at is null or checked_at < clock_timestamp() - interval '1 hour')
        and health <> 'needs_sign_in'
      order by checked_at nulls first limit 10
    ) a`.execute(core.db)
}
