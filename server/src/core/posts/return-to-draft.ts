import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { lockLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
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
  const lanes = [...new Set((await live.execute()).map((delivery) => delivery.accountId))].toSorted()
  for (const accountId of lanes) await lockLane(tx, accountId)
  const deliveries = await live.execute()
  const held = deliveries.filter(({ id, state }) => state === 'held' && deliveryIds.includes(id))
  if (held.length === 0) throw errors.deliveryConflict(undefined, { state: deliveries[0]?.state ?? 'cancelled' })
  const accountIds = held.map(({ accountId }) => accountId)
  const whole = held.length === deliveries.length
  const draft = whole ? await becomeDraft(tx, post, accountIds, actor) : await copyPost(tx, post, accountIds, actor)
  for (const delivery of held) {
    const audit = { draft: draft.id }
    await move(tx, delivery, { to: 'cancelled', actor, action: 'returned_to_draft', set: { nextTryAt: null }, audit })
  }
  return { postId: draft.id, copyOf: whole ? null : postId, deliveryIds: held.map(({ id }) => id) }
}

async function becomeDraft(tx: Tx, post: Post, accountIds: readonly string[], actor: Actor): Promise<Post> {
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

async function copyPost(tx: Tx, post: Post, accountIds: readonly string[], actor: Actor): Promise<Post> {
  const { workspaceId, authorId, campaignId, tags } = post
  const words = { items: asJson(post.items), options: asJson(post.options) }
  const copy = await tx
    .insertInto('post')
    .values({ id: newId(), workspaceId, authorId, ...words, campaignId, tags })
    .returningAll()
    .executeTakeFirstOrThrow()
  await setTargets(tx, copy, accountIds, await variantsOf(tx, [post.id]))
  const subject = { kind: 'post', id: copy.id } as const
  const detail = { copyOf: post.id, accounts: accountIds }
  await record(tx, { workspaceId, action: 'post.copied', actor, subject, postId: copy.id, detail })
  return copy
}
