import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** Changes by themselves, and say nothing of what the product holds. */
const restless = ['session', 'verification', 'worker', 'notifier', 'kysely_migration', 'kysely_migration_lock']

/**
 * A digest of everything the product holds: the same before and after means that nothing was changed. That an earlier stop has become
 * silent is found by a watch of its own, at any moment.
 */
export async function fingerprint(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const digests = await Promise.all(
    tables
      .filter(({ name }) => !restless.includes(name))
      .map(async ({ name }) => {
        const { rows } = await sql<{ digest: string }>`
          select count(*) || md5(coalesce(string_agg(line, '|' order by line), '')) as digest
          from (select line::text from (select to_jsonb(t) - 'last_used_at' - 'silent_at' as line from ${sql.table(name)} t) told
            where line->>'action' is distinct from 'halt.silent') lines`.execute(db)
        return `${name} ${rows[0]?.digest}`
      }),
  )
  return digests.join('\n')
}
