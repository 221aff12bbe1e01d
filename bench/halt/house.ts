import { sql } from 'kysely'
import { saveCredentials } from '../../server/src/core/accounts/credentials.ts'
import { transact } from '../../server/src/core/context.ts'
import type { Database } from '../../server/src/db/pool.ts'
import { newId } from '../../server/src/lib/ids.ts'
import { SecretBox } from '../../server/src/lib/secret-box.ts'

export interface House {
  readonly authorId: string
  /** Workspaces with their accounts. */
  readonly workspaces: readonly { readonly id: string; readonly accountIds: readonly string[] }[]
}

/** Accounts that one post is for, as a person would choose them. */
const perPost = 4

/** Workspaces with accounts at the receiver; the first workspace and its owner are there. */
export async function furnish(
  { db }: Database,
  request: {
    readonly workspaceId: string
    readonly workspaces: number
    readonly accounts: number
    readonly service: string
    readonly key: Buffer
  },
): Promise<House> {
  const { service, key } = request
  const box = new SecretBox([key])
  const { id: personId } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  const ids = [request.workspaceId, ...Array.from({ length: request.workspaces - 1 }, newId)]
  const made: { id: string; accountIds: string[] }[] = []
  await db.transaction().execute(async (tx) => {
    for (const [place, id] of ids.entries()) {
      if (place > 0) {
        await tx
          .insertInto('workspace')
          .values({ id, name: `House ${place}`, timeZone: 'UTC' })
          .execute()
        await tx.insertInto('member').values({ workspaceId: id, personId, role: 'owner' }).execute()
      }
      const accountIds = Array.from({ length: request.accounts / request.workspaces }, newId)
      for (const [index, accountId] of accountIds.entries()) {
        const did = `did:plc:${`w${place}a${index}`.padEnd(24, 'x')}`
        const handle = `w${place}a${index}.test`
        await tx
          .insertInto('account')
          .values({
            id: accountId,
            workspaceId: id,
            network: 'bluesky',
            remoteId: did,
            service,
            handle,
            displayName: handle,
            url: `${service}/profile/${handle}`,
            checkedAt: new Date(),
          })
          .execute()
        const tokens = { accessJwt: 'access'.padEnd(300, '.'), refreshJwt: 'refresh'.padEnd(300, '.') }
        const credentials = { service, pdsUrl: service, did, handle, ...tokens }
        await saveCredentials(tx, box, accountId, credentials, new Date(Date.now() + 7_200_000))
      }
      made.push({ id, accountIds })
    }
  })
  return { authorId: personId, workspaces: made }
}

/** What is planned for the next year: it is there, and no stop touches it. */
export async function planAhead({ db, pool }: Database, house: House, count: number): Promise<void> {
  const share = Math.ceil(count / house.workspaces.length)
  for (const [place, { id, accountIds }] of house.workspaces.entries()) {
    await sql`
      with p as (
        insert into post (id, workspace_id, author_id, items, options)
        select uuidv7(), ${id}, ${house.authorId}, '[{"text": "planned", "media": []}]', '{"languages": ["en"]}'
        from generate_series(1, ${Math.ceil(Math.min(share, count - place * share) / perPost)}::int) returning id
      )
      insert into delivery (id, workspace_id, account_id, post_id, origin, due_at, outbound, key)
      select uuidv7(), ${id}, (${[...accountIds]}::uuid[])[1 + (p.n * ${perPost}::int + k) % ${accountIds.length}::int], p.id, 'scheduled',
        now() + interval '1 day' + (p.n * ${perPost}::int + k) * interval '1 minute',
        '{"text": "what will be said", "languages": ["en"], "createdAt": "2026-01-01T00:00:00Z"}', 'ahead' || ${place}::int || '-' || p.n || '-' || k
      from (select id, row_number() over () as n from p) p, generate_series(1, ${perPost}::int) k`.execute(db)
  }
  await pool.query('vacuum analyze')
}

/** Something due now for every account, again and again: senders never wait for work. */
export async function pour({ db }: Database, house: House, each: number): Promise<void> {
  for (const { id, accountIds } of house.workspaces) {
    await sql`
      with target as (select a.id, n, (row_number() over (partition by n) - 1) / ${perPost}::int as part
        from unnest(${[...accountIds]}::uuid[]) a(id), generate_series(1, ${each}::int) n),
      made as (select n, part, uuidv7() as id from (select distinct n, part from target) t),
      p as (
        insert into post (id, workspace_id, author_id, items, options)
        select id, ${id}, ${house.authorId}, '[{"text": "said", "media": []}]', '{"languages": ["en"]}' from made
      )
      insert into delivery (id, workspace_id, account_id, post_id, origin, due_at, outbound, key)
      select uuidv7(), ${id}, t.id, made.id, 'scheduled', now() + t.n * interval '1 microsecond',
        '{"text": "what is said now", "languages": ["en"], "createdAt": "2026-01-01T00:00:00Z"}', substr(translate(md5(gen_random_uuid()::text), '0189', 'ghij'), 1, 13)
      from target t join made using (n, part)`.execute(db)
  }
  await wake(db)
}

/** Lets go what stops held, by one statement: deciding it is not what is measured. */
export async function letGo({ db }: Database): Promise<void> {
  await sql`update delivery set state = 'scheduled', reason = null, detail = null, due_at = clock_timestamp() where state = 'held'`.execute(
    db,
  )
  await wake(db)
}

/** All lanes at once, as no act of the product does; the job runner ends jobs meanwhile. */
async function wake(db: Database['db']): Promise<void> {
  await transact({ db, bell: noBell }, (tx) =>
    sql`select graphile_worker.add_job('run_lane', json_build_object('accountId', a.id), job_key := 'lane:' || a.id, max_attempts := 1000)
    from account a where exists (select from delivery d where d.account_id = a.id and d.state = 'scheduled' and d.due_at <= clock_timestamp())`.execute(
      tx,
    ),
  )
}

const noBell = { ring: () => undefined, hint: () => undefined }
