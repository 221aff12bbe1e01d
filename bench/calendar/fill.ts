import { sql } from 'kysely'
import type { Database } from '../../server/src/db/pool.ts'
import { newId } from '../../server/src/lib/ids.ts'

export interface Office {
  readonly workspaceId: string
  readonly accountIds: readonly string[]
}

const zone = 'Europe/Paris'
/** An id of version 4 for the post of account `a` on day `n`. */
const postOf = sql`overlay(overlay(md5(a.id::text || n) placing '4' from 13) placing '8' from 17)::uuid`

/** Workspaces of a house, each with its share of the accounts; every account has a queue of one time a day. */
export async function openOffices(
  { db }: Database,
  request: { readonly workspaceId: string; readonly workspaces: number; readonly accounts: number },
): Promise<Office[]> {
  const { id: personId } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  const each = Math.ceil(request.accounts / request.workspaces)
  const offices: Office[] = []
  for (let place = 0; place < request.workspaces; place++) {
    const workspaceId = place === 0 ? request.workspaceId : newId()
    if (place > 0) {
      await db
        .insertInto('workspace')
        .values({ id: workspaceId, name: `House ${place}`, timeZone: zone })
        .execute()
      await db.insertInto('member').values({ workspaceId, personId, role: 'owner' }).execute()
    }
    const { rows } = await sql<{ id: string }>`
      insert into account (id, workspace_id, network, remote_id, service, handle, display_name, url, checked_at)
      select gen_random_uuid(), ${workspaceId}, case n % 2 when 0 then 'bluesky' else 'mastodon' end, 'remote-' || n,
        'http://127.0.0.1:9', 'a' || n || '.test', 'Account ' || n, 'http://127.0.0.1:9/a' || n, now()
      from generate_series(1, ${each}::int) n returning id`.execute(db)
    offices.push({ workspaceId, accountIds: rows.map(({ id }) => id) })
  }
  await sql`insert into slot_plan (account_id, time_zone) select id, ${zone} from account`.execute(db)
  await sql`
    insert into slot (account_id, day, at)
    select id, day, to_char(time '07:00' + make_interval(mins => abs(hashtext(id::text)) % 840), 'HH24:MI')
    from account, generate_series(1, 7) day`.execute(db)
  return offices
}

/** A post of its own for each of the next days of every account, at the time of its queue. */
export async function planDays({ db, pool }: Database, offices: readonly Office[], days: number): Promise<void> {
  const { id: personId } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  for (const { workspaceId } of offices) {
    await sql`
      insert into post (id, workspace_id, author_id, items)
      select ${postOf}, ${workspaceId}, ${personId}, json_build_array(json_build_object('media', '[]'::json,
        'text', 'What account ' || a.handle || ' will say on day ' || n || ', in some words more'))
      from account a, generate_series(1, ${days}::int) n where a.workspace_id = ${workspaceId}`.execute(db)
    await sql`
      insert into delivery (id, workspace_id, account_id, post_id, origin, due_at, from_slot, outbound, key)
      select gen_random_uuid(), a.workspace_id, a.id, ${postOf}, 'scheduled',
        (current_date + n + s.at::time) at time zone ${zone}, true,
        json_build_object('text', 'What account ' || a.handle || ' will say on day ' || n || ', in some words more',
          'languages', '{}'::text[], 'createdAt', '2026-01-01T00:00:00Z'), 'day-' || n
      from account a join slot s on s.account_id = a.id and s.day = 1, generate_series(1, ${days}::int) n
      where a.workspace_id = ${workspaceId}`.execute(db)
  }
  await pool.query('vacuum analyze')
}
