import { sql } from 'kysely'
import { keyMaker } from '../../server/src/connectors/bluesky/new-key.ts'
import { saveCredentials } from '../../server/src/core/accounts/credentials.ts'
import { wakeLane } from '../../server/src/core/deliveries/lane.ts'
import type { Database, Tx } from '../../server/src/db/pool.ts'
import { newId } from '../../server/src/lib/ids.ts'
import { SecretBox } from '../../server/src/lib/secret-box.ts'
import { didOf, textOf } from './receiver.ts'

export interface Herd {
  readonly workspaceId: string
  readonly postId: string
  /** By their index at the receiver. */
  readonly accountIds: readonly string[]
}

/** A workspace with its accounts, each signed in at the receiver. */
export async function makeAccounts(
  { db }: Database,
  request: { readonly accounts: number; readonly service: string; readonly key: Buffer },
): Promise<Herd> {
  const { accounts, service, key } = request
  const box = new SecretBox([key])
  const [workspaceId, personId, postId] = [newId(), newId(), newId()]
  const accountIds = Array.from({ length: accounts }, newId)
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('workspace').values({ id: workspaceId, name: 'Herd', timeZone: 'UTC' }).execute()
    await tx.insertInto('person').values({ id: personId, name: 'Herder', email: 'herder@vigie.test' }).execute()
    await tx
      .insertInto('post')
      .values({ id: postId, workspaceId, authorId: personId, items: '[{"text": "herd", "media": []}]' })
      .execute()
    for (const [index, id] of accountIds.entries()) {
      const [did, handle] = [didOf(index), `herd${index}.test`]
      await tx
        .insertInto('account')
        .values({
          id,
          workspaceId,
          network: 'bluesky',
          remoteId: did,
          service,
          handle,
          displayName: handle,
          url: `${service}/profile/${handle}`,
          checkedAt: new Date(),
        })
        .execute()
      // as long as the network's own tokens are
      const tokens = { accessJwt: `access${index}`.padEnd(300, '.'), refreshJwt: `refresh${index}`.padEnd(300, '.') }
      const credentials = { service, pdsUrl: service, did, handle, ...tokens }
      await saveCredentials(tx, box, id, credentials, new Date(Date.now() + 7_200_000))
    }
  })
  return { workspaceId, postId, accountIds }
}

/** Published deliveries of the past, so that tables and indexes have the size of a house that has worked for long. */
export async function makeHistory({ db }: Database, herd: Herd, count: number): Promise<void> {
  await sql`
    insert into delivery (id, workspace_id, account_id, post_id, origin, state, due_at, outbound, key, attempt_id, attempts,
      remote_id, url, sent_at)
    select gen_random_uuid(), ${herd.workspaceId}, (${[...herd.accountIds]}::uuid[])[1 + n % ${herd.accountIds.length}::int],
      ${herd.postId}, 'scheduled', 'published', now() - n * interval '10 seconds',
      '{"text": "what was said", "languages": ["en"], "createdAt": "2026-01-01T00:00:00Z"}', 'past' || n, gen_random_uuid(), 1,
      'at://past/' || n, 'https://bsky.app/past/' || n, now() - n * interval '10 seconds'
    from generate_series(1, ${count}::int) n`.execute(db)
}

/** Everything due at one instant: the same number for each account, in the lanes' own jobs. */
export async function schedule({ db }: Database, herd: Herd, deliveries: number, dueAt: Date): Promise<void> {
  const newKey = keyMaker()
  const accounts = herd.accountIds.length
  await db.transaction().execute(async (tx) => {
    for (let from = 0; from < deliveries; from += 2500) {
      const numbers = Array.from({ length: Math.min(2500, deliveries - from) }, (_, offset) => from + offset)
      await insert(
        tx,
        herd,
        dueAt,
        numbers.map((number) => ({
          account: number % accounts,
          index: Math.floor(number / accounts),
          key: newKey(dueAt),
        })),
      )
    }
    for (const accountId of herd.accountIds) await wakeLane(tx, accountId)
  })
}

interface Row {
  readonly account: number
  readonly index: number
  readonly key: string
}

async function insert(tx: Tx, { workspaceId, postId, accountIds }: Herd, dueAt: Date, rows: Row[]): Promise<void> {
  const createdAt = dueAt.toISOString()
  await tx
    .insertInto('delivery')
    .values(
      rows.map(({ account, index, key }) => ({
        id: newId(),
        workspaceId,
        accountId: accountIds[account] ?? '',
        postId,
        origin: 'scheduled' as const,
        dueAt,
        outbound: JSON.stringify({ text: textOf(account, index), languages: ['en'], createdAt }),
        key,
      })),
    )
    .execute()
}
