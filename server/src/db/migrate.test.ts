import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './pool.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** What an installation of version 0.1 may hold: at least a row of each table that a later migration touches. */
const firstData = `
  insert into person (id, name, email) values ('${id(1)}', 'Olga', 'olga@vigie.test');
  insert into workspace (id, name, time_zone) values ('${id(2)}', 'Mairie', 'Europe/Paris');
  insert into member (workspace_id, person_id, role) values ('${id(2)}', '${id(1)}', 'owner');
  insert into account (id, workspace_id, network, remote_id, service, handle, display_name, url)
    values ('${id(3)}', '${id(2)}', 'bluesky', 'did:plc:a', 'https://bsky.social', 'mairie.test', 'Mairie', 'https://bsky.app');
  insert into post (id, workspace_id, author_id, text, languages) values ('${id(4)}', '${id(2)}', '${id(1)}', 'Bonjour', '{fr,en-GB}');
  insert into variant (post_id, account_id) values ('${id(4)}', '${id(3)}');
  insert into worker (id, host, pid) values ('${id(5)}', 'host', 1);
  insert into delivery (id, workspace_id, account_id, post_id, origin, state, due_at, outbound, key, attempt_id)
    values ('${id(6)}', '${id(2)}', '${id(3)}', '${id(4)}', 'person', 'sending', now(), '{}', 'key', '${id(7)}');
  insert into attempt (id, delivery_id, worker_id, send_before) values ('${id(7)}', '${id(6)}', '${id(5)}', now());
  insert into halt (id, level, workspace_id, reason, halted_by) values
    ('${id(8)}', 'all', '${id(2)}', 'storm', '${id(1)}'), ('${id(9)}', 'scheduled', null, null, null);
  insert into audit_entry (action, actor_kind, actor_name, subject_kind) values ('setup.done', 'system', 'set-up', 'person');
`

test('every migration runs on the data of the version before it, and loses none', async () => {
  await using made = await createTestDatabase('empty')
  const database = openDatabase(made.url, 2, () => undefined)
  try {
    const migrator = new Migrator({ db: database.db, provider: { getMigrations: () => Promise.resolve(migrations) } })
    const [first = '', ...later] = Object.keys(migrations)
    await migrator.migrateTo(first)
    await sql.raw(firstData).execute(database.db)
    expect(await migrate(database)).toEqual(later)
    expect(await pendingMigrations(database)).toEqual([])
    expect(await migrate(database)).toEqual([])
    const count = async (table: string) =>
      Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(database.db)).rows[0]?.n)
    const counts = ['person', 'member', 'post', 'variant', 'delivery', 'attempt', 'audit_entry'].map(count)
    expect(await Promise.all(counts)).toEqual([1, 1, 1, 1, 1, 1, 1])
    // its one text is a post of one item
    expect(await database.db.selectFrom('post').select(['items', 'options']).execute()).toEqual([
      { items: [{ text: 'Bonjour', media: [] }], options: { languages: ['fr', 'en-GB'] } },
    ])
    const halts = await database.db.selectFrom('halt').select(['reason', 'stopId', 'silentAt']).orderBy('id').execute()
    expect(halts.map(({ reason, silentAt }) => ({ reason, silentAt }))).toEqual([
      { reason: 'storm', silentAt: null },
      { reason: null, silentAt: null },
    ])
    // each was an act of its own
    expect(new Set(halts.map(({ stopId }) => stopId)).size).toBe(2)
  } finally {
    await database.close()
  }
})
