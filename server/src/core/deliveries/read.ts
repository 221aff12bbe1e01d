import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Delivery, DeliveryState } from '../../db/schema.ts'
import type { ResultPoint } from '../../db/schema/after.ts'

export interface DeliveryWithAccount extends Delivery {
  readonly network: string
  readonly handle: string
  readonly displayName: string
  readonly hasAvatar: boolean
  /** What became of it; null until the first look. */
  readonly results: SeenResults | null
}

export interface SeenResults extends Omit<ResultPoint, 'at'> {
  readonly gone: boolean
  readonly seenAt: string
  readonly history: readonly ResultPoint[]
}

function withAccount(db: Db) {
  return db
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .selectAll('d')
    .select(['a.network', 'a.handle', 'a.displayName'])
    .select((eb) => eb('a.avatarUrl', 'is not', null).$castTo<boolean>().as('hasAvatar'))
    .select(
      sql<SeenResults | null>`(select json_build_object('likes', r.likes, 'reposts', r.reposts, 'replies', r.replies,
        'quotes', r.quotes, 'gone', r.gone, 'seenAt', r.seen_at, 'history', r.history)
        from delivery_result r where r.delivery_id = d.id)`.as('results'),
    )
}

export interface DeliveryWithPost extends DeliveryWithAccount {
  readonly campaign: { readonly id: string; readonly name: string; readonly colour: string } | null
  readonly tags: string[]
}

/** Deliveries with their account and what was said of their post; aliases d, a, p. */
export function withPost(db: Db) {
  return withAccount(db)
    .innerJoin('post as p', 'p.id', 'd.postId')
    .leftJoin('campaign as c', 'c.id', 'p.campaignId')
    .select('p.tags')
    .select(
      sql<DeliveryWithPost['campaign']>`case when c.id is not null
        then json_build_object('id', c.id, 'name', c.name, 'colour', c.colour) end`.as('campaign'),
    )
}

/** Deliveries of posts, in the order they were made. */
export async function deliveriesOfPosts(db: Db, postIds: readonly string[]): Promise<DeliveryWithAccount[]> {
  if (postIds.length === 0) return []
  return withAccount(db)
    .where('d.postId', 'in', [...postIds])
    .orderBy('d.seq')
    .execute()
}

export async function readDelivery(db: Db, id: string): Promise<DeliveryWithAccount> {
  return withAccount(db).where('d.id', '=', id).executeTakeFirstOrThrow()
}

export interface DeliveryQuery {
  readonly states?: readonly DeliveryState[]
  readonly accountId?: string
  readonly from?: Date
  readonly to?: Date
  readonly after?: { readonly dueAt: Date; readonly id: string }
  readonly limit: number
}

/** A workspace's deliveries by due time. */
export async function listDeliveries(
  db: Db,
  workspaceId: string,
  query: DeliveryQuery,
): Promise<DeliveryWithAccount[]> {
  const { states, accountId, from, to, after, limit } = query
  let select = withAccount(db).where('d.workspaceId', '=', workspaceId)
  if (states !== undefined) select = select.where('d.state', 'in', [...states])
  if (accountId !== undefined) select = select.where('d.accountId', '=', accountId)
  if (from !== undefined) select = select.where('d.dueAt', '>=', from)
  if (to !== undefined) select = select.where('d.dueAt', '<', to)
  if (after !== undefined) {
    select = select.where((eb) => eb(eb.refTuple('d.dueAt', 'd.id'), '>', eb.tuple(after.dueAt, after.id)))
  }
  return select.orderBy('d.dueAt').orderBy('d.id').limit(limit).execute()
}
