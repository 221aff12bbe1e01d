import { keyMaker } from '../connectors/bluesky/new-key.ts'
import { saveCredentials } from '../core/accounts/credentials.ts'
import { wakeLane } from '../core/deliveries/lane.ts'
import type { Account, Delivery } from '../db/schema.ts'
import { newId } from '../lib/ids.ts'
import { textColumns } from './draft.ts'
import type { RecordingReceiver } from './recording-receiver.ts'
import type { TestWorld } from './world.ts'

/** An account that is signed in at a recording receiver. */
export async function accountAt(
  world: TestWorld,
  receiver: RecordingReceiver,
  handle: string,
  workspaceId: string = world.workspaceId,
): Promise<Account> {
  const { db, box } = world.core
  const service = receiver.url
  const did = `did:plc:${handle.replaceAll(/[^a-z0-9]/g, '').padEnd(24, 'x')}`
  return db.transaction().execute(async (tx) => {
    const account = await tx
      .insertInto('account')
      .values({
        id: newId(),
        workspaceId,
        network: 'bluesky',
        remoteId: did,
        service,
        handle,
        displayName: handle,
        url: `https://bsky.app/profile/${handle}`,
        checkedAt: new Date(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const credentials = { service, pdsUrl: service, did, handle, accessJwt: 'access', refreshJwt: 'refresh' }
    await saveCredentials(tx, box, account.id, credentials, new Date(Date.now() + 3_600_000))
    return account
  })
}

interface Plan {
  readonly account: Account
  readonly origin: Delivery['origin']
  readonly dueAt: Date
}

const newKey = keyMaker()

/** Many deliveries with their due times, written at once, and their lanes woken. */
export async function plan(world: TestWorld, plans: readonly Plan[]): Promise<Delivery[]> {
  const { db } = world.core
  const workspaces = [...new Set(plans.map(({ account }) => account.workspaceId))]
  const posts = new Map(workspaces.map((workspaceId) => [workspaceId, newId()]))
  return db.transaction().execute(async (tx) => {
    const owned = [...posts].map(([workspaceId, id]) => ({ id, workspaceId, authorId: world.owner.id }))
    await tx
      .insertInto('post')
      .values(owned.map((post) => ({ ...post, ...textColumns('planned') })))
      .execute()
    const deliveries: Delivery[] = []
    for (let at = 0; at < plans.length; at += 1000) {
      const rows = plans.slice(at, at + 1000).map(({ account, origin, dueAt }, index) => ({
        id: newId(),
        workspaceId: account.workspaceId,
        accountId: account.id,
        postId: posts.get(account.workspaceId) ?? '',
        origin,
        dueAt,
        outbound: JSON.stringify({ text: `Post ${at + index}`, languages: ['en'], createdAt: dueAt.toISOString() }),
        key: newKey(new Date()),
      }))
      deliveries.push(...(await tx.insertInto('delivery').values(rows).returningAll().execute()))
    }
    for (const id of new Set(plans.map(({ account }) => account.id))) await wakeLane(tx, id)
    return deliveries
  })
}
