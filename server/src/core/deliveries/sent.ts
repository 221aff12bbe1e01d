import { sql } from 'kysely'
import type { OutboundKind, Sent } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'

/** Other deliveries that may have made a post since were due at most this long before, in hours: grace periods are shorter. */
const dueBefore = 24

/**
 * What a delivery sent, for the look-up: the time of its first attempt, and the posts that are other deliveries' doing, also those
 * of a workspace that speaks through the same account.
 * @returns also how long ago the last attempt began, in ms
 */
export async function readSent(
  db: Db,
  delivery: Pick<Delivery, 'id' | 'key' | 'kind' | 'outbound'>,
  account: Pick<Account, 'network' | 'remoteId'>,
): Promise<{ readonly sent: Sent; readonly age: number }> {
  const { first, age } = await db
    .selectFrom('attempt')
    .select([
      sql<Date | null>`min(started_at)`.as('first'),
      sql<number | null>`(extract(epoch from clock_timestamp() - max(started_at)) * 1000)::float8`.as('age'),
    ])
    .where('deliveryId', '=', delivery.id)
    .executeTakeFirstOrThrow()
  const since = first ?? new Date(delivery.outbound.createdAt)
  const others = await db
    .selectFrom('account as a')
    .innerJoin('delivery as d', (join) =>
      join.onRef('d.workspaceId', '=', 'a.workspaceId').onRef('d.accountId', '=', 'a.id'),
    )
    .select('d.remoteId')
    .where('a.network', '=', account.network)
    .where('a.remoteId', '=', account.remoteId)
    .where('d.id', '<>', delivery.id)
    .where('d.remoteId', 'is not', null)
    .where('d.dueAt', '>', sql<Date>`${since}::timestamptz - make_interval(hours => ${dueBefore})`)
    .where('d.dueAt', '<=', sql<Date>`clock_timestamp()`)
    .execute()
  const ids = others.flatMap(({ remoteId }) => (remoteId === null ? [] : [remoteId]))
  const { text, subject } = delivery.outbound
  const kind = delivery.kind as OutboundKind
  const of = subject === undefined ? {} : { subject }
  return { sent: { key: delivery.key, kind, text, since, others: ids, ...of }, age: age ?? 0 }
}
