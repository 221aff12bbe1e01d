import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

// What a halt covers is said here and nowhere else. Aliases in these expressions: `h` a halt, `d` a delivery. A sub-select runs only
// where the halt is narrowed by it, so that the usual case asks of no other table.

/** The delivery is within what the halt was sealed for, whatever its level, and whatever was lifted since. */
export const inScope = sql<boolean>`(
  (h.workspace_id is null or h.workspace_id = d.workspace_id)
  and (h.account_id is null or h.account_id = d.account_id)
  and (h.network is null or h.network = (select network from account where id = d.account_id))
  and (h.campaign_id is null or h.campaign_id = (select campaign_id from post where id = d.post_id)))`

/** `automation`: only what no person is sending now; `scheduled`: that and everything planned; `all`: everything. */
export const ofLevel = sql<boolean>`(h.level = 'all' or d.origin = 'automation' or (h.level = 'scheduled' and d.origin = 'scheduled'))`

/** Within a part of the scope that was lifted before the rest. */
const excepted = sql<boolean>`exists (select from halt_exception e where e.halt_id = h.id
  and (e.workspace_id is null or e.workspace_id = d.workspace_id)
  and (e.account_id is null or e.account_id = d.account_id)
  and (e.network is null or e.network = (select network from account where id = d.account_id))
  and (e.campaign_id is null or e.campaign_id = (select campaign_id from post where id = d.post_id)))`

/** The halt is active and covers the delivery. */
export const covers = sql<boolean>`(h.lifted_at is null and ${inScope} and ${ofLevel} and not ${excepted})`

/**
 * No active halt covers the delivery of a statement's table, or it has leave to pass each one that does. Asked by the statement that lets
 * it out, under the halt lock.
 */
export const letPass = (table: string) => sql<boolean>`not exists (
  select from halt h join delivery d on d.id = ${sql.ref(`${table}.id`)}
  where h.lifted_at is null and ${covers} and not exists (
    select from halt_exemption x where x.halt_id = h.id and x.delivery_id = d.id and x.delivery_key = d.key))`

export interface Covering {
  readonly deliveryId: string
  readonly haltId: string
  readonly reason: string | null
  /** Leave for this delivery, as it is now, to pass this halt. */
  readonly exemptionId: string | null
}

/** The active halts over some deliveries, oldest first, each with the leave to pass it where one was given. */
export async function coveringHalts(db: Db, deliveryIds: readonly string[]): Promise<Covering[]> {
  return db
    .selectFrom('halt as h')
    .innerJoin('delivery as d', (join) => join.on(sql<boolean>`d.id = any(${deliveryIds}::uuid[])`).on(covers))
    .leftJoin('haltExemption as x', (join) =>
      join
        .onRef('x.haltId', '=', 'h.id')
        .onRef('x.deliveryId', '=', 'd.id')
        // another text is another key: what was allowed to pass was this one
        .onRef('x.deliveryKey', '=', 'd.key'),
    )
    .select(['d.id as deliveryId', 'h.id as haltId', 'h.reason', 'x.id as exemptionId'])
    .where('h.liftedAt', 'is', null)
    .orderBy('h.sealedAt')
    .execute()
}

/** The leave by which a delivery of a statement’s table passes a halt that is active, for its attempt; null in quiet times. */
export const exemptionOf = (table: string) => sql<string | null>`(
  select x.id from halt_exemption x join halt h on h.id = x.halt_id
  where h.lifted_at is null and x.delivery_id = ${sql.ref(`${table}.id`)} and x.delivery_key = ${sql.ref(`${table}.key`)}
  order by x.granted_at desc limit 1)`
