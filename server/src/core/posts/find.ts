import type { Db, Tx } from '../../db/pool.ts'
import type { Account, Delivery, DeliveryState, Post } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/** @throws NOT_FOUND, also for a post of another workspace (I11). */
export async function findPost(db: Db, workspaceId: string, id: string): Promise<Post> {
  const found = await db
    .selectFrom('post')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/**
 * Locks a post and reads it as it is then: of two who change it, or change it and send it, the later sees what the earlier did.
 * Taken before the lanes, always.
 * @throws NOT_FOUND
 */
export async function takePost(tx: Tx, workspaceId: string, id: string): Promise<Post> {
  const found = await tx
    .selectFrom('post')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/**
 * The accounts a post is for, in the order given.
 * @throws NOT_FOUND when one is not of this workspace
 */
export async function findTargets(db: Db, workspaceId: string, accountIds: readonly string[]): Promise<Account[]> {
  if (accountIds.length === 0) return []
  const found = await db
    .selectFrom('account')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...accountIds])
    .execute()
  return accountIds.map((id) => {
    const account = found.find((candidate) => candidate.id === id)
    if (account === undefined)
      throw errors.notFound('One of the accounts is not in this workspace.', { field: 'accountIds' })
    return account
  })
}

export type PostState = 'draft' | 'scheduled' | 'sending' | 'published' | 'mixed' | 'held' | 'failed' | 'unconfirmed'

/** One word for a post, from the states of its deliveries: what needs a person comes first. Nothing sent or planned: a draft. */
export function postState(states: readonly DeliveryState[]): PostState {
  const live = new Set(states.filter((state) => state !== 'cancelled'))
  for (const urgent of ['unconfirmed', 'failed', 'held', 'sending'] as const) if (live.has(urgent)) return urgent
  if (live.has('scheduled')) return live.has('published') ? 'mixed' : 'scheduled'
  if (live.has('published')) return live.has('retracted') ? 'mixed' : 'published'
  return live.has('retracted') ? 'published' : 'draft'
}

/** A post may be rewritten while nothing of it has left, and nothing is on its way. */
export function mayEdit(deliveries: readonly Pick<Delivery, 'state'>[]): boolean {
  return deliveries.every(({ state }) => ['scheduled', 'held', 'failed', 'cancelled'].includes(state))
}
