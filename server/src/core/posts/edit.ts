import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post, Variant } from '../../db/schema.ts'
import { askAgain } from '../approvals/ask.ts'
import { readMissingApproval } from '../approvals/stand.ts'
import { record, type Actor } from '../audit/record.ts'
import { assertCampaign } from '../campaigns/campaigns.ts'
import { type Core, transact } from '../context.ts'
import { lockLanes } from '../deliveries/lane.ts'
import { partsOf, wordsFor } from '../deliveries/parts.ts'
import { errors } from '../errors.ts'
import { findTargets, mayEdit, takePost } from './find.ts'
import { assertMedia } from './media.ts'
import { refreeze } from './refreeze.ts'
import { setTargets, variantsOf } from './variants.ts'
import type { Draft } from './write.ts'

/**
 * Rewrites a post that is a draft, or whose deliveries are all still in: those are frozen anew with the new text. Its campaign and
 * its tags can change at any time.
 * @param request.version what the author saw; another one's change since is not overwritten
 * @throws NOT_FOUND, POST_CONFLICT, POST_SENT, POST_INVALID
 */
export async function editPost(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly version: number
    readonly change: { readonly [Part in keyof Draft]?: Draft[Part] | undefined }
    readonly actor: Actor
    /** Throws when this person or token may not change what is planned to go out. Asked when the post is locked. */
    readonly assertMayChangePlanned: () => void
  },
): Promise<Post> {
  const { workspaceId, id, version, change, actor } = request
  return transact(core, async (tx) => {
    const before = await takePost(tx, workspaceId, id)
    const live = tx
      .selectFrom('delivery')
      .selectAll()
      .where('postId', '=', id)
      .where('state', '<>', 'cancelled')
      .orderBy('position')
    const lanes = [...new Set((await live.execute()).map((delivery) => delivery.accountId))]
    await lockLanes(tx, lanes)
    const deliveries = await live.execute()
    // what waits for approval is kept in: who may not plan may still mend it
    const keptIn = deliveries.length > 0 && (await readMissingApproval(tx, id)) !== undefined
    if (deliveries.length > 0 && !keptIn) request.assertMayChangePlanned()
    const ofWords = ['items', 'options', 'accountIds', 'variants'].some(
      (part) => change[part as keyof Draft] !== undefined,
    )
    if (ofWords && !mayEdit(deliveries)) throw errors.postSent()
    if (ofWords) await assertNothingLeft(tx, deliveries)
    if (before.version !== version)
      throw errors.postConflict('Load the post again to see the other change, then make yours.', { field: 'version' })
    if (deliveries.length > 0 && change.accountIds !== undefined && !(await sameTargets(tx, id, change.accountIds))) {
      throw errors.postSent('Cancel the deliveries first, then change the accounts.', { field: 'accountIds' })
    }
    await assertNewCampaign(tx, before, change.campaignId)
    await assertMedia(tx, workspaceId, change)
    const ownBefore = await variantsOf(tx, [id])
    const post = await tx
      .updateTable('post')
      .set({
        ...(change.items === undefined ? {} : { items: asJson(change.items) }),
        ...(change.options === undefined ? {} : { options: asJson(change.options) }),
        ...(change.campaignId === undefined ? {} : { campaignId: change.campaignId }),
        ...(change.tags === undefined ? {} : { tags: [...change.tags] }),
        version: sql`version + 1`,
        updatedAt: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (change.accountIds !== undefined || change.variants !== undefined) {
      const accountIds = change.accountIds ?? ownBefore.map(({ accountId }) => accountId)
      await setTargets(tx, post, accountIds, change.variants)
    }
    // a campaign and tags are ours alone: what is frozen for the networks stays as it is
    const own = await variantsOf(tx, [id])
    for (const account of ofWords ? await findTargets(tx, workspaceId, lanes) : []) {
      const thread = deliveries.filter(({ accountId }) => accountId === account.id)
      const mine = ({ accountId }: Variant) => accountId === account.id
      const had = partsOf(wordsFor(before, ownBefore.find(mine))).length
      const parts = partsOf(wordsFor(post, own.find(mine)))
      await refreeze(tx, core, { post, account, thread, had, parts, actor })
    }
    const subject = { kind: 'post', id } as const
    await record(tx, {
      workspaceId,
      action: 'post.edited',
      actor,
      subject,
      postId: id,
      detail: {
        version: post.version,
        ...(change.campaignId === undefined ? {} : { campaignId: change.campaignId }),
        ...(change.tags === undefined ? {} : { tags: change.tags }),
      },
    })
    if (ofWords) await askAgain(tx, post, actor)
    return post
  })
}

/**
 * New words need a new key. A request whose answer was lost may still arrive, and the old key is what makes it harmless: as long as
 * one may be on its way, the words stay as they are (I6).
 */
async function assertNothingLeft(tx: Tx, deliveries: readonly { readonly id: string }[]): Promise<void> {
  if (deliveries.length === 0) return
  const ids = deliveries.map((delivery) => delivery.id)
  const lost = await tx
    .selectFrom('attempt')
    .select('id')
    .where('deliveryId', 'in', ids)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '=', 'unknown')]))
    .limit(1)
    .executeTakeFirst()
  if (lost === undefined) return
  throw errors.postSent(
    'A try to send it had no answer: its words cannot change any more. Cancel it and write another.',
  )
}

/** What was put away stays on the posts it is on. @throws NOT_FOUND */
async function assertNewCampaign(tx: Tx, before: Post, campaignId: string | null | undefined): Promise<void> {
  if (campaignId == null || campaignId === before.campaignId) return
  await assertCampaign(tx, before.workspaceId, campaignId)
}

async function sameTargets(tx: Tx, postId: string, accountIds: readonly string[]): Promise<boolean> {
  const rows = await tx.selectFrom('variant').select('accountId').where('postId', '=', postId).execute()
  const wanted = new Set(accountIds)
  return rows.length === wanted.size && rows.every((row) => wanted.has(row.accountId))
}

/** Deletes a draft: nothing of it is planned or out. @throws NOT_FOUND, POST_SENT */
export async function deletePost(core: Core, workspaceId: string, id: string, actor: Actor): Promise<void> {
  await transact(core, async (tx) => {
    await takePost(tx, workspaceId, id)
    const live = await tx
      .selectFrom('delivery')
      .select('id')
      .where('postId', '=', id)
      .where('state', '<>', 'cancelled')
      .limit(1)
      .executeTakeFirst()
    if (live !== undefined) throw errors.postSent('Cancel its deliveries first; what is published stays in the record.')
    await tx
      .updateTable('post')
      .set({ deletedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await record(tx, { workspaceId, action: 'post.deleted', actor, subject: { kind: 'post', id }, postId: id })
  })
}
