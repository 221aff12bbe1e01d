import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery, DeliveryOrigin, Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { nextFreeSlot } from '../slots/next-free.ts'
import { freeze, frozenColumns, type Frozen } from './freeze.ts'
import { lockLane, wakeLane } from './lane.ts'
import type { Part } from './parts.ts'

/** When a person wants it out: after the workspace's undo window, at an instant, or at the account's next free slot. */
export type When =
  | { readonly kind: 'now' }
  /** `automatic`: no person asked for this one. */
  | { readonly kind: 'at'; readonly at: Date; readonly automatic?: boolean }
  | { readonly kind: 'slot' }

export interface Due {
  readonly dueAt: Date
  readonly origin: DeliveryOrigin
  /** It is a time of the account's queue. */
  readonly fromSlot: boolean
}

/**
 * The instant that is meant for an account. Who asks for a slot holds the account's lane, so that nobody else gets it.
 * @throws TIME_PAST, by the database's clock; SLOT_NONE
 */
export async function toDue(tx: Tx, workspaceId: string, accountId: string, when: When): Promise<Due> {
  const { undoSeconds, now } = await tx
    .selectFrom('workspace')
    .select(['undoSeconds', sql<Date>`clock_timestamp()`.as('now')])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (when.kind === 'now')
    return { dueAt: new Date(now.getTime() + undoSeconds * 1000), origin: 'person', fromSlot: false }
  if (when.kind === 'slot')
    return { dueAt: await nextFreeSlot(tx, workspaceId, accountId, now), origin: 'scheduled', fromSlot: true }
  if (when.at <= now)
    throw errors.timePast('Choose a time that is still to come, or send it now.', {
      field: 'at',
      now: now.toISOString(),
    })
  return { dueAt: when.at, origin: when.automatic === true ? 'automation' : 'scheduled', fromSlot: false }
}

/** A post at one account: what it is asked for, and what of it is there already. */
interface Order {
  readonly post: Pick<Post, 'id' | 'workspaceId'>
  readonly account: Account
  readonly parts: readonly Part[]
  readonly actor: Actor
  /** What it repeats, when a person has said that it may. */
  readonly repeats?: string | undefined
}

/**
 * Makes the deliveries of a post for one account, each behind the one before it, with the job that will send them.
 * @throws ACCOUNT_DISCONNECTED, POST_INVALID with the network's reasons, TIME_PAST, SLOT_NONE
 */
export async function scheduleDeliveries(tx: Tx, core: Core, order: Order & { readonly when: When }): Promise<void> {
  const { post, account, parts, when } = order
  if (account.disconnectedAt !== null)
    throw errors.accountDisconnected(`${account.handle} is disconnected: connect it again first.`)
  await lockLane(tx, account.id)
  const due = await toDue(tx, post.workspaceId, account.id, when)
  await append(tx, order, await freeze(tx, core, account, parts, due.dueAt), [], due)
  await wakeLane(tx, account.id)
}

/** Adds deliveries behind those that are there; its lane is locked. @returns their ids */
export async function append(
  tx: Tx,
  order: Pick<Order, 'post' | 'account' | 'actor' | 'repeats'>,
  frozen: readonly Frozen[],
  before: readonly Pick<Delivery, 'id'>[],
  due: Due,
): Promise<string[]> {
  const { post, account, actor, repeats } = order
  const { workspaceId } = post
  const ids = [...before.map(({ id }) => id), ...frozen.map(() => newId())]
  const rows = frozen.map((one, index) => {
    const position = before.length + index
    const [id = '', afterId = null] = [ids[position], ids[position - 1]]
    const place = { position, afterId, rootId: position === 0 ? null : (ids[0] ?? null) }
    return { id, workspaceId, accountId: account.id, postId: post.id, ...due, ...place, ...frozenColumns(one) }
  })
  if (rows.length === 0) return []
  await tx.insertInto('delivery').values(rows).execute()
  const said = { to: 'scheduled', account: account.handle, network: account.network }
  const entries = rows.map(({ id, kind, position, dueAt, origin }) => {
    const place = position === 0 ? (repeats === undefined ? {} : { repeats }) : { kind, position }
    const detail = { ...said, ...place, dueAt: dueAt.toISOString(), origin }
    const subject = { kind: 'delivery', id } as const
    return { workspaceId, action: 'delivery.scheduled', actor, subject, postId: post.id, detail }
  })
  await record(tx, ...entries)
  return rows.map(({ id }) => id)
}
