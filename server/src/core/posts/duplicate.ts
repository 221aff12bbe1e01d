import { asJson } from '../../db/rows.ts'
import type { Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { findPost } from './find.ts'
import { setTargets, variantsOf } from './variants.ts'

/**
 * A draft with everything a post has: its words for each account, its options, its tags, and its campaign unless that was put away.
 * @throws NOT_FOUND
 */
export async function duplicatePost(
  core: Core,
  request: { readonly workspaceId: string; readonly id: string; readonly authorId: string; readonly actor: Actor },
): Promise<Post> {
  const { workspaceId, id, authorId, actor } = request
  return transact(core, async (tx) => {
    const post = await findPost(tx, workspaceId, id)
    const variants = await variantsOf(tx, [id])
    const campaign = await tx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', post.campaignId)
      .where('archivedAt', 'is', null)
      .executeTakeFirst()
    const words = { items: asJson(post.items), options: asJson(post.options) }
    const copy = await tx
      .insertInto('post')
      .values({ id: newId(), workspaceId, authorId, ...words, campaignId: campaign?.id ?? null, tags: post.tags })
      .returningAll()
      .executeTakeFirstOrThrow()
    const accountIds = variants.map(({ accountId }) => accountId)
    await setTargets(tx, copy, accountIds, variants)
    const subject = { kind: 'post', id: copy.id } as const
    const detail = { copyOf: id, accounts: accountIds }
    await record(tx, { workspaceId, action: 'post.copied', actor, subject, postId: copy.id, detail })
    return copy
  })
}
