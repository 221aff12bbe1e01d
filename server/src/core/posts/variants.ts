import type { Item } from '../../connectors/contract.ts'
import type { Db, Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post, PostOptions, Variant } from '../../db/schema.ts'
import { findTargets } from './find.ts'

/** What an account has of its own. Null: as the post. */
export interface VariantDraft {
  readonly accountId: string
  readonly items: readonly Item[] | null
  readonly options: PostOptions | null
}

/**
 * Says which accounts a post is for, and what each has of its own. Without word of that, those that stay keep what they have.
 * @throws NOT_FOUND for an account of another workspace
 */
export async function setTargets(
  tx: Tx,
  post: Pick<Post, 'id' | 'workspaceId'>,
  accountIds: readonly string[],
  variants?: readonly VariantDraft[],
): Promise<void> {
  const targets = await findTargets(tx, post.workspaceId, [...new Set(accountIds)])
  const own = variants ?? (await variantsOf(tx, [post.id]))
  await tx.deleteFrom('variant').where('postId', '=', post.id).execute()
  if (targets.length === 0) return
  const rows = targets.map(({ id: accountId }) => {
    const { items = null, options = null } = own.find((variant) => variant.accountId === accountId) ?? {}
    return { postId: post.id, accountId, items: items && asJson(items), options: options && asJson(options) }
  })
  await tx.insertInto('variant').values(rows).execute()
}

/** The accounts of posts, each with what it has of its own. */
export async function variantsOf(db: Db, postIds: readonly string[]): Promise<Variant[]> {
  if (postIds.length === 0) return []
  return db
    .selectFrom('variant')
    .selectAll()
    .where('postId', 'in', [...postIds])
    .orderBy('accountId')
    .execute()
}
