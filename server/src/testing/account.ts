import { saveCredentials } from '../core/accounts/credentials.ts'
import type { Account } from '../db/schema.ts'
import { newId } from '../lib/ids.ts'
import type { TestWorld } from './world.ts'

/** An account that no network knows: for what happens before anything is sent. */
export async function quietAccount(
  world: TestWorld,
  handle: string,
  workspaceId: string = world.workspaceId,
): Promise<Account> {
  const { db, box } = world.core
  return db.transaction().execute(async (tx) => {
    const account = await tx
      .insertInto('account')
      .values({
        id: newId(),
        workspaceId,
        network: 'bluesky',
        remoteId: `did:plc:${handle.replaceAll('.', '')}`,
        service: 'http://127.0.0.1:9',
        handle,
        displayName: handle,
        url: `https://bsky.app/profile/${handle}`,
        checkedAt: new Date(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const credentials = { service: account.service, did: account.remoteId, accessJwt: 'none', refreshJwt: 'none' }
    await saveCredentials(tx, box, account.id, credentials, new Date(Date.now() + 3_600_000))
    return account
  })
}
