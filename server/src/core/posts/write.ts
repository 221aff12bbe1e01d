import type { Tx } from '../../db/pool.ts'
import type { Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { assertCampaign } from '../campaigns/campaigns.ts'
import { type Core, transact } from '../context.ts'
import { scheduleDelivery, type When } from '../deliveries/schedule.ts'
import { errors } from '../errors.ts'
import { findTargets, takePost } from './find.ts'

export interface Draft {
  readonly text: string
  readonly languages: readonly string[]
  readonly accountIds: readonly string[]
  readonly campaignId?: string | null | undefined
  readonly tags?: readonly string[] | undefined
}

export async function setTargets(
  tx: Tx,
  post: Pick<Post, 'id' | 'workspaceId'>,
  accountIds: readonly string[],
): Promise<void> {
  const targets = await findTargets(tx, post.workspaceId, [...new Set(accountIds)])
  await tx.deleteFrom('variant').where('postId', '=', post.id).execute()
  if (targets.length === 0) return
  await tx
    .insertInto('variant')
    .values(targets.map((account) => ({ postId: post.id, accountId: account.id })))
    .execute()
}

/** Writes a post, as a draft or with a delivery for each of its accounts. @throws as `sendPost`; NOT_FOUND for a campaign */
export async function writePost(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly authorId: string
    readonly draft: Draft
    readonly when?: When
    readonly actor: Actor
  },
): Promise<Post> {
  const { workspaceId, authorId, draft, when, actor } = request
  return transact(core, async (tx) => {
    const { text, languages, campaignId = null, tags = [] } = draft
    if (campaignId !== null) await assertCampaign(tx, workspaceId, campaignId)
    const post = await tx
      .insertInto('post')
      .values({ id: newId(), workspaceId, authorId, text, languages: [...languages], campaignId, tags: [...tags] })
      .returningAll()
      .executeTakeFirstOrThrow()
    await setTargets(tx, post, draft.accountIds)
    const subject = { kind: 'post', id: post.id } as const
    await record(tx, { workspaceId, action: 'post.written', actor, subject, postId: post.id })
    if (when !== undefined) await deliver(tx, core, post, draft.accountIds, when, actor)
    return post
  })
}

/**
 * Sends a draft, now or at a time. A delivery is made for each account that has none under way.
 * @throws NOT_FOUND, POST_INVALID, POST_SENT, TIME_PAST, ACCOUNT_DISCONNECTED
 */
export async function sendPost(
  core: Core,
  request: { readonly workspaceId: string; readonly id: string; readonly when: When; readonly actor: Actor },
): Promise<Post> {
  const { workspaceId, id, when, actor } = request
  return transact(core, async (tx) => {
    // two people press "send" at once: the second sees the deliveries of the first
    const post = await takePost(tx, workspaceId, id)
    const targets = await tx.selectFrom('variant').select('accountId').where('postId', '=', id).execute()
    const underway = await tx
      .selectFrom('delivery')
      .select('accountId')
      .where('postId', '=', id)
      .where('state', '<>', 'cancelled')
      .execute()
    const open = targets
      .map((row) => row.accountId)
      .filter((account) => !underway.some((row) => row.accountId === account))
    if (open.length === 0 && targets.length > 0) throw errors.postSent()
    await deliver(tx, core, post, open, when, actor)
    return post
  })
}

async function deliver(
  tx: Tx,
  core: Core,
  post: Post,
  accountIds: readonly string[],
  when: When,
  actor: Actor,
): Promise<void> {
  if (accountIds.length === 0) {
    throw errors.validation('Choose at least one account to send to.', {
      errors: [{ field: 'accountIds', problem: 'empty', remedy: 'Choose at least one account.' }],
    })
  }
  const targets = await findTargets(tx, post.workspaceId, [...new Set(accountIds)])
  // always in the same order, so that two posts for the same accounts never wait for each other in a circle
  const ordered = targets.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const account of ordered) await scheduleDelivery(tx, core, { post, account, when, actor })
}
