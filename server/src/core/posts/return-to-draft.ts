import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post, Variant } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { lockLanes } from '../deliveries/lane.ts'
import { moveAll } from '../deliveries/move.ts'
import { wordsFor } from '../deliveries/parts.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { errors } from '../errors.ts'
import { takePost } from './find.ts'
import { setTargets, variantsOf } from './variants.ts'

/** A post taken back from some of its accounts, to be worked on again. */
export interface Returned {
  /** The draft: the post itself, or a copy of it when something of the post is still planned, kept in or out. */
  readonly postId: string
  readonly copyOf: string | null
  /** The deliveries that were cancelled for it. */
  readonly deliveryIds: readonly string[]
}

/**
 * Cancels held deliveries of one post and leaves a draft for their accounts alone: an account that was dropped before does not come
 * back by itself.
 * @throws NOT_FOUND; DELIVERY_STATE_CONFLICT when none of them is held any more
 */
export async function returnToDraft(
  tx: Tx,
  request: {
    readonly workspaceId: string
    readonly postId: string
    readonly deliveryIds: readonly string[]
    readonly actor: Actor
  },
): Promise<Returned> {
  const { workspaceId, postId, deliveryIds, actor } = request
  const post = await takePost(tx, workspaceId, postId)
  const live = tx.selectFrom('delivery').selectAll().where('postId', '=', postId).where('state', '<>', 'cancelled')
  const lanes = [...new Set((await live.execute()).map((delivery) => delivery.accountId))]
  await lockLanes(tx, lanes)
  const deliveries = await live.execute()
  const held = deliveries.filter(({ id, state }) => state === 'held' && deliveryIds.includes(id))
  if (held.length === 0) throw errors.deliveryConflict(undefined, { state: deliveries[0]?.state ?? 'cancelled' })
  // of each account, from the first of the thread that is taken back: the rest comes with it
  const first = new Map(held.map(({ accountId }) => [accountId, Number.POSITIVE_INFINITY]))
  for (const { accountId, position } of held) first.set(accountId, Math.min(position, first.get(accountId) ?? position))
  const from = ({ accountId }: { readonly accountId: string }) => first.get(accountId) ?? Number.POSITIVE_INFINITY
  const open = deliveries.filter((one) => deliveryCan('cancel', one.state) && one.position >= from(one))
  const whole = open.length === deliveries.length
  const draft = whole ? await becomeDraft(tx, post, first, actor) : await copyPost(tx, post, first, actor)
  const audit = { draft: draft.id }
  const change = { to: 'cancelled', actor, action: 'returned_to_draft', set: { nextTryAt: null }, audit } as const
  await moveAll(
    tx,
    open.map((delivery) => [delivery, change]),
  )
  return { postId: draft.id, copyOf: whole ? null : postId, deliveryIds: open.map(({ id }) => id) }
}

/** By account: the place in the thread from which it is taken back. */
type Taken = ReadonlyMap<string, number>

async function becomeDraft(tx: Tx, post: Post, taken: Taken, actor: Actor): Promise<Post> {
  const accountIds = [...taken.keys()]
  await setTargets(tx, post, accountIds)
  const draft = await tx
    .updateTable('post')
    .set({ version: sql`version + 1`, updatedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', post.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { id, workspaceId, version } = draft
  const subject = { kind: 'post', id } as const
  const detail = { version, accounts: accountIds }
  await record(tx, { workspaceId, action: 'post.returned_to_draft', actor, subject, postId: id, detail })
  return draft
}

/** Of an account whose thread has begun, the copy has what was not out. */
async function copyPost(tx: Tx, post: Post, taken: Taken, actor: Actor): Promise<Post> {
  const accountIds = [...taken.keys()]
  const { workspaceId, authorId, campaignId, tags } = post
  const words = { items: asJson(post.items), options: asJson(post.options) }
  const copy = await tx
    .insertInto('post')
    .values({ id: newId(), workspaceId, authorId, ...words, campaignId, tags })
    .returningAll()
    .executeTakeFirstOrThrow()
  const variants = (await variantsOf(tx, [post.id])).map((own) => notOut(post, own, taken.get(own.accountId) ?? 0))
  await setTargets(tx, copy, accountIds, variants)
  const subject = { kind: 'post', id: copy.id } as const
  const detail = { copyOf: post.id, accounts: accountIds }
  await record(tx, { workspaceId, action: 'post.copied', actor, subject, postId: copy.id, detail })
  return copy
}

function notOut(post: Post, own: Variant, from: number): Variant {
  if (from === 0) return own
  const { items, options } = wordsFor(post, own)
  const left = items.slice(from)
  if (left.length > 0) return { ...own, items: left }
  // nothing but the first comment was in
  const { firstComment } = options
  return firstComment == null ? own : { ...own, items: [firstComment], options: { ...own.options, firstComment: null } }
}
