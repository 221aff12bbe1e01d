import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Post } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { assertCampaign } from '../campaigns/campaigns.ts'
import { type Core, transact } from '../context.ts'

export type Label =
  | { readonly do: 'campaign'; readonly campaignId: string | null }
  | { readonly do: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }

/** Most tags of a post, as a person may set them. */
const mostTags = 20

/**
 * Sets the campaign of posts, or adds and removes tags: ours alone, whatever has left. A post that would get too many tags keeps its own.
 * @returns the posts that changed
 * @throws NOT_FOUND for a campaign that is not in use here
 */
export async function labelPosts(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly postIds: readonly string[]
    readonly label: Label
    readonly actor: Actor
  },
): Promise<Set<string>> {
  const { workspaceId, postIds, label, actor } = request
  return transact(core, async (tx) => {
    if (label.do === 'campaign' && label.campaignId !== null) await assertCampaign(tx, workspaceId, label.campaignId)
    const posts = await tx
      .selectFrom('post')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('deletedAt', 'is', null)
      .where(sql<boolean>`id = any(${postIds}::uuid[])`)
      // in order, so that two who label the same posts do not wait in a circle
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
    const changes = posts.flatMap((post) => changeOf(post, label))
    for (const change of changes) await write(tx, change)
    await stayInSeries(
      tx,
      changes.map(({ post }) => post.id),
    )
    if (changes.length > 0)
      await record(
        tx,
        ...changes.map(({ post, set }) => ({
          workspaceId,
          action: 'post.edited',
          actor,
          subject: { kind: 'post', id: post.id } as const,
          postId: post.id,
          detail: { version: post.version + 1, ...set },
        })),
      )
    return new Set(changes.map(({ post }) => post.id))
  })
}

interface Change {
  readonly post: Post
  readonly set: { readonly campaignId: string | null } | { readonly tags: string[] }
}

function changeOf(post: Post, label: Label): Change[] {
  if (label.do === 'campaign')
    return post.campaignId === label.campaignId ? [] : [{ post, set: { campaignId: label.campaignId } }]
  const same = (tag: string) => tag.normalize('NFC').toLowerCase()
  const without = new Set(label.remove.map(same))
  const kept = post.tags.filter((tag) => !without.has(same(tag)))
  const tags = [...kept]
  for (const tag of label.add) if (!tags.some((one) => same(one) === same(tag))) tags.push(tag)
  const unchanged = tags.length === post.tags.length && tags.every((tag) => post.tags.includes(tag))
  return unchanged || tags.length > mostTags ? [] : [{ post, set: { tags } }]
}

async function write(tx: Tx, { post, set }: Change): Promise<void> {
  await tx
    .updateTable('post')
    .set({ ...set, version: sql`version + 1`, updatedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', post.id)
    .execute()
}

/** An occurrence of a series that gets another label is still one: its words and its time are the series'. */
async function stayInSeries(tx: Tx, postIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('occurrence as o')
    .from('post as p')
    .set({ postVersion: sql`p.version` })
    .whereRef('p.id', '=', 'o.postId')
    .where(sql<boolean>`o.post_version = p.version - 1`)
    .where(sql<boolean>`o.post_id = any(${postIds}::uuid[])`)
    .execute()
}
