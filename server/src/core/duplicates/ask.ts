import type { Tx } from '../../db/pool.ts'
import type { Account, Post } from '../../db/schema.ts'
import { lockLane } from '../deliveries/lane.ts'
import type { Part } from '../deliveries/parts.ts'
import { toDue, type When } from '../deliveries/schedule.ts'
import { errors } from '../errors.ts'
import { type Duplicate, findDuplicate } from './find.ts'
import { wordsOf } from './words.ts'

/** A person was told what it repeats, and wants it all the same. */
export type Accepted = 'accepted'

/**
 * Asks before an account says nearly the same again (workspace setting). The lanes are locked: of two who say the same at once, the
 * later is asked.
 * @returns by account, what is repeated by leave
 * @throws POST_DUPLICATE with what it repeats; TIME_PAST, SLOT_NONE
 */
export async function askAboutDuplicates(
  tx: Tx,
  post: Pick<Post, 'id' | 'workspaceId'>,
  orders: readonly { readonly account: Account; readonly parts: readonly Pick<Part, 'text'>[] }[],
  how: { readonly when: When; readonly duplicate: Accepted | undefined },
): Promise<Map<string, string>> {
  const { duplicateDays: days } = await tx
    .selectFrom('workspace')
    .select('duplicateDays')
    .where('id', '=', post.workspaceId)
    .executeTakeFirstOrThrow()
  if (days === 0) return new Map()
  const found: { account: Account; repeated: Duplicate }[] = []
  for (const { account, parts } of orders) {
    const words = wordsOf(parts[0]?.text ?? '')
    await lockLane(tx, account.id)
    const { dueAt: at } = await toDue(tx, post.workspaceId, account.id, how.when)
    const repeated = await findDuplicate(tx, { accountId: account.id, words, at, days, postId: post.id })
    if (repeated !== undefined) found.push({ account, repeated })
  }
  if (how.duplicate === undefined && found.length > 0) {
    throw errors.postDuplicate('Change the text, or say that you want it all the same.', {
      field: 'duplicate',
      days,
      duplicates: found.map(({ account, repeated }) => ({
        account: account.handle,
        network: account.network,
        ...repeated,
        at: repeated.at.toISOString(),
      })),
    })
  }
  return new Map(found.map(({ account, repeated }) => [account.id, repeated.deliveryId]))
}
