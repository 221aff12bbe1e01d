import type { Account, Delivery, DeliveryOrigin } from '../db/schema.ts'
import { newId } from '../lib/ids.ts'
import { textColumns } from './draft.ts'
import type { TestWorld } from './world.ts'

/** A delivery that is due now, of any origin, written straight into the database with the job that sends it. */
export async function dueNow(
  world: TestWorld,
  account: Account,
  text: string,
  more: { readonly origin?: DeliveryOrigin; readonly campaignId?: string } = {},
): Promise<Delivery> {
  const { db, clock, connectors } = world.core
  const { workspaceId } = account
  const [id, postId] = [newId(), newId()]
  const key = connectors.bluesky.newKey(clock.wall())
  const outbound = { text, languages: ['fr'], createdAt: clock.wall().toISOString() }
  const campaignId = more.campaignId ?? null
  await db
    .insertInto('post')
    .values({ id: postId, workspaceId, authorId: world.owner.id, ...textColumns(text), campaignId })
    .execute()
  await db.insertInto('variant').values({ postId, accountId: account.id }).execute()
  return db
    .insertInto('delivery')
    .values({
      id,
      workspaceId,
      postId,
      accountId: account.id,
      origin: more.origin ?? 'person',
      dueAt: new Date(),
      outbound: JSON.stringify(outbound),
      key,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
