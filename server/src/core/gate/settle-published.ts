import type { RemotePost } from '../../connectors/contract.ts'
import type { Delivery } from '../../db/schema.ts'
import { markWorking } from '../accounts/health.ts'
import { type Core, transact } from '../context.ts'
import { lockLane } from '../deliveries/lane.ts'
import { moving } from '../deliveries/move.ts'
import { gate } from './grant.ts'

/** What a move to `published` writes. */
export function publishedAs({ id, url, version }: RemotePost, attemptId: string | null) {
  return {
    to: 'published',
    actor: gate,
    action: 'published',
    set: { remoteId: id, url, remoteVersion: version ?? null, sentAt: new Date(), nextTryAt: null },
    audit: { attempt: attemptId, url },
  } as const
}

/**
 * The usual end of an attempt, in one statement: the delivery is as the permit left it. It changes that one row of the lane and
 * waits for no other, so it needs no lock of the lane.
 * @returns false when the delivery was given up meanwhile: it is settled the long way.
 */
export async function settlePublished(
  core: Core,
  sent: Delivery,
  attemptId: string,
  post: RemotePost,
): Promise<boolean> {
  const settled = await moving(core.db, sent, publishedAs(post, attemptId))
    .with('settled', (qb) =>
      qb
        .updateTable('attempt')
        .set({ outcome: 'published', settledAt: new Date() })
        .where('id', '=', attemptId)
        .where((eb) => eb.exists(eb.selectFrom('moved').select('id'))),
    )
    .selectFrom('moved')
    .innerJoin('account', 'account.id', 'moved.accountId')
    .select('account.health')
    .executeTakeFirst()
  if (settled === undefined) return false
  core.bell.ring()
  if (settled.health === 'ok') return true
  await transact(core, async (tx) => {
    await lockLane(tx, sent.accountId)
    await markWorking(tx, sent.accountId)
  })
  return true
}
