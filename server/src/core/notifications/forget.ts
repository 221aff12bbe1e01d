import { sql } from 'kysely'
import type { Core } from '../context.ts'

/** So long a notification is kept, in days. What still needs somebody is in the list of what does, whatever its age. */
const kept = 90
const perRound = 5000

/** Deletes old notifications, read or not. Ids begin with the millisecond they were made in, so that old ones are found by their key. */
export async function forgetOld(core: Pick<Core, 'db'>): Promise<void> {
  const oldest = sql`(lpad(to_hex((extract(epoch from clock_timestamp() - make_interval(days => ${kept}::int)) * 1000)::bigint), 12, '0')
    || '00000000000000000000')::uuid`
  await sql`
    delete from notification where id in (
      select id from notification where id < ${oldest} order by id limit ${perRound})`.execute(core.db)
}
