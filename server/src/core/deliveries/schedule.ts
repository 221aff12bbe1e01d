import { sql } from 'kysely'
import type { Network, Outbound } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery, DeliveryOrigin, Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { nextFreeSlot } from '../slots/next-free.ts'
import { lockLane, wakeLane } from './lane.ts'

/** When a person wants it out: after the workspace's undo window, at an instant, or at the account's next free slot. */
export type When = { readonly kind: 'now' } | { readonly kind: 'at'; readonly at: Date } | { readonly kind: 'slot' }

export interface Due {
  readonly dueAt: Date
  readonly origin: DeliveryOrigin
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
  if (when.kind === 'now') return { dueAt: new Date(now.getTime() + undoSeconds * 1000), origin: 'person' }
  if (when.kind === 'slot') return { dueAt: await nextFreeSlot(tx, workspaceId, accountId, now), origin: 'scheduled' }
  if (when.at <= now)
    throw errors.timePast('Choose a time that is still to come, or send it now.', {
      field: 'at',
      now: now.toISOString(),
    })
  return { dueAt: when.at, origin: 'scheduled' }
}

/** What the network is asked for, frozen with a key of its own. */
export function freeze(
  core: Core,
  { network, textLimits }: Pick<Account, 'network' | 'textLimits'>,
  { text, languages }: Pick<Post, 'text' | 'languages'>,
): Outbound {
  const createdAt = core.clock.wall()
  const key = core.connectors[network as Network].newKey(createdAt)
  return { kind: 'post', key, createdAt, text, languages, ...(textLimits === null ? {} : { limits: textLimits }) }
}

/** Columns of a frozen outbound. */
export function frozenColumns({ key, text, languages, createdAt }: Outbound) {
  return { key, outbound: JSON.stringify({ text, languages, createdAt: createdAt.toISOString() }) }
}

/**
 * Makes one delivery of a post for one account, with the job that will send it.
 * @throws ACCOUNT_DISCONNECTED, POST_INVALID with the network's reasons, TIME_PAST, SLOT_NONE
 */
export async function scheduleDelivery(
  tx: Tx,
  core: Core,
  request: { readonly post: Post; readonly account: Account; readonly when: When; readonly actor: Actor },
): Promise<Delivery> {
  const { post, account, when, actor } = request
  if (account.disconnectedAt !== null)
    throw errors.accountDisconnected(`${account.handle} is disconnected: connect it again first.`)
  const network = account.network as Network
  const outbound = freeze(core, account, post)
  const problems = core.connectors[network].validate(outbound)
  if (problems.length > 0) {
    const shown = problems.map(({ field, code, detail }) => ({
      field,
      problem: code,
      remedy: detail,
      account: account.handle,
    }))
    throw errors.postInvalid(problems[0]?.detail, { errors: shown })
  }
  await lockLane(tx, account.id)
  const due = await toDue(tx, post.workspaceId, account.id, when)
  const delivery = await tx
    .insertInto('delivery')
    .values({
      id: newId(),
      workspaceId: post.workspaceId,
      accountId: account.id,
      postId: post.id,
      origin: due.origin,
      dueAt: due.dueAt,
      ...frozenColumns(outbound),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(tx, {
    workspaceId: post.workspaceId,
    action: 'delivery.scheduled',
    actor,
    subject: { kind: 'delivery', id: delivery.id },
    postId: post.id,
    detail: { to: 'scheduled', account: account.handle, network, dueAt: due.dueAt.toISOString(), origin: due.origin },
  })
  await wakeLane(tx, account.id)
  return delivery
}
