import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery, Post } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { freeze, frozenColumns } from '../deliveries/freeze.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { moveAll } from '../deliveries/move.ts'
import type { Part } from '../deliveries/parts.ts'
import { append } from '../deliveries/schedule.ts'

interface Change {
  readonly post: Post
  readonly account: Account
  /** What is there of it at this account, in the thread's order; nothing of it has left. */
  readonly thread: readonly Delivery[]
  /** How many acts the post had before: what was cancelled of those stays away. */
  readonly had: number
  readonly parts: readonly Part[]
  readonly actor: Actor
}

/**
 * Freezes the deliveries of a post anew for one account, whose lane is locked: each act takes the place of the one that was there,
 * what is too much is cancelled, what is new comes behind.
 * @throws POST_INVALID
 */
export async function refreeze(tx: Tx, core: Core, change: Change): Promise<void> {
  const { post, account, thread, had, parts, actor } = change
  const [first] = thread
  if (first === undefined) return
  const whole = thread.length >= had
  const { dueAt, origin, fromSlot } = first
  const frozen = await freeze(tx, core, account, whole ? parts : parts.slice(0, thread.length), dueAt)
  for (const [at, one] of frozen.entries()) {
    const delivery = thread[at]
    if (delivery === undefined) break
    await tx.updateTable('delivery').set(frozenColumns(one)).where('id', '=', delivery.id).execute()
  }
  const set = { nextTryAt: null }
  await moveAll(
    tx,
    thread.slice(frozen.length).map((delivery) => [delivery, { to: 'cancelled', actor, action: 'cancelled', set }]),
  )
  await append(tx, { post, account, actor }, frozen.slice(thread.length), thread, { dueAt, origin, fromSlot })
  await wakeLane(tx, account.id)
}
