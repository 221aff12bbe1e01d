import type { Item } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post, PostOptions } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { assertApproved, assertAsked } from '../approvals/assert.ts'
import { record, type Actor } from '../audit/record.ts'
import { assertCampaign } from '../campaigns/campaigns.ts'
import { type Core, transact } from '../context.ts'
import { partsOf, wordsFor } from '../deliveries/parts.ts'
import { scheduleDeliveries, type When } from '../deliveries/schedule.ts'
import { type Accepted, askAboutDuplicates } from '../duplicates/ask.ts'
import { errors } from '../errors.ts'
import { findTargets, takePost } from './find.ts'
import { assertMedia } from './media.ts'
import { setTargets, variantsOf, type VariantDraft } from './variants.ts'

export interface Draft {
  /** At least one. */
  readonly items: readonly Item[]
  readonly options: PostOptions
  readonly accountIds: readonly string[]
  /** What accounts have of their own. */
  readonly variants?: readonly VariantDraft[] | undefined
  readonly campaignId?: string | null | undefined
  readonly tags?: readonly string[] | undefined
}

interface Writing {
  readonly workspaceId: string
  readonly authorId: string
  readonly draft: Draft
  readonly when?: When
  readonly actor: Actor
  readonly duplicate?: Accepted | undefined
  /** What the record tells of where it comes from. */
  readonly audit?: object
}

/** Writes a post, as a draft or with deliveries for each of its accounts. @throws as `sendPost`; NOT_FOUND for a campaign */
export const writePost = (core: Core, request: Writing): Promise<Post> =>
  transact(core, (tx) => writeIn(tx, core, request))

/** The same, in a transaction with what belongs to it. */
export async function writeIn(tx: Tx, core: Core, request: Writing): Promise<Post> {
  const { workspaceId, authorId, draft, when, actor, duplicate, audit } = request
  const { items, options, variants = [], campaignId = null, tags = [] } = draft
  if (campaignId !== null) await assertCampaign(tx, workspaceId, campaignId)
  await assertMedia(tx, workspaceId, draft)
  const words = { items: asJson(items), options: asJson(options) }
  const post = await tx
    .insertInto('post')
    .values({ id: newId(), workspaceId, authorId, ...words, campaignId, tags: [...tags] })
    .returningAll()
    .executeTakeFirstOrThrow()
  await setTargets(tx, post, draft.accountIds, variants)
  const subject = { kind: 'post', id: post.id } as const
  const detail = audit === undefined ? {} : { detail: audit }
  await record(tx, { workspaceId, action: 'post.written', actor, subject, postId: post.id, ...detail })
  if (when !== undefined) await deliver(tx, core, post, draft.accountIds, { when, actor, duplicate })
  return post
}

/**
 * Sends a draft, now or at a time. Deliveries are made for each account that has none under way.
 * @throws NOT_FOUND, POST_INVALID, POST_SENT, POST_DUPLICATE, TIME_PAST, ACCOUNT_DISCONNECTED, APPROVAL_REQUIRED
 */
export async function sendPost(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly when: When
    readonly actor: Actor
    readonly duplicate?: Accepted | undefined
  },
): Promise<Post> {
  const { workspaceId, id, when, actor, duplicate } = request
  return transact(core, async (tx) => {
    // two people press "send" at once: the second sees the deliveries of the first
    const post = await takePost(tx, workspaceId, id)
    await planPost(tx, core, post, { when, actor, duplicate })
    return post
  })
}

/** When, by whom, and whether they know that it was said before. */
interface How {
  readonly when: When
  readonly actor: Actor
  readonly duplicate: Accepted | undefined
}

/** The same for a post that the caller has locked. */
export async function planPost(tx: Tx, core: Core, post: Post, how: How): Promise<void> {
  const targets = await tx.selectFrom('variant').select('accountId').where('postId', '=', post.id).execute()
  const underway = await tx
    .selectFrom('delivery')
    .select('accountId')
    .where('postId', '=', post.id)
    .where('state', '<>', 'cancelled')
    .where('subjectId', 'is', null)
    .execute()
  const open = targets
    .map((row) => row.accountId)
    .filter((account) => !underway.some((row) => row.accountId === account))
  if (open.length === 0 && targets.length > 0) throw errors.postSent()
  await deliver(tx, core, post, open, how)
}

/** Deliveries of a post for some of its accounts. @throws as `sendPost` */
export async function deliver(tx: Tx, core: Core, post: Post, accountIds: readonly string[], how: How): Promise<void> {
  if (accountIds.length === 0) {
    throw errors.validation('Choose at least one account to send to.', {
      errors: [{ field: 'accountIds', problem: 'empty', remedy: 'Choose at least one account.' }],
    })
  }
  if (how.when.kind === 'now') await assertApproved(tx, post.id)
  else await assertAsked(tx, post.id)
  const targets = await findTargets(tx, post.workspaceId, [...new Set(accountIds)])
  const variants = await variantsOf(tx, [post.id])
  // always in the same order, so that two posts for the same accounts never wait for each other in a circle
  const orders = targets
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((account) => {
      const own = variants.find(({ accountId }) => accountId === account.id)
      return { account, parts: partsOf(wordsFor(post, own)) }
    })
  const repeats = await askAboutDuplicates(tx, post, orders, how)
  for (const order of orders) {
    await scheduleDeliveries(tx, core, { post, ...order, ...how, repeats: repeats.get(order.account.id) })
  }
}
