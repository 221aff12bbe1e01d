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

/** The delivery has leave to pass the halt, as it is: another text is another key, and what was allowed to pass was this one. */
export const exempted = sql<boolean>`exists (
  select from halt_exemption x where x.halt_id = h.id and x.delivery_id = d.id and x.delivery_key = d.key)`

/**
 * No active halt covers the delivery of a statement's table, or it has leave to pass each one that does. Asked by the statement that lets
 * it out, under the halt lock.
 */
export const letPass = (table: string) => sql<boolean>`not exists (
  select from halt h join delivery d on d.id = ${sql.ref(`${table}.id`)}
  where h.lifted_at is null and ${covers} and not ${exempted})`

/**
 * How long after a seal, in ms, what falls due waits for the outcomes of what was on the wire to be written down, before it is held:
 * holding it takes the same processors, and there is silence only when the last outcome is known.
 */
export const wireFirst = 1000

const wireUntil = sql<Date | null>`case
  when h.silent_at is null and h.sealed_at > clock_timestamp() - make_interval(secs => ${wireFirst / 1000})
    and exists (select from halt_attempt n join attempt t on t.id = n.attempt_id where n.halt_id = h.id and t.resolved_at is null)
  then h.sealed_at + make_interval(secs => ${wireFirst / 1000}) end`

/** For how long the delivery waits so, in ms; null in quiet times. */
export const wireWait = sql<number | null>`(
  select extract(epoch from max(${wireUntil}) - clock_timestamp())::float8 * 1000 from halt h
  where h.lifted_at is null and h.silent_at is null and ${covers} and not ${exempted})`

export interface Covering {
  readonly deliveryId: string
  readonly haltId: string
  readonly reason: string | null
  /** Leave for this delivery, as it is now, to pass this halt. */
  readonly exemptionId: string | null
  /** It was sealed this very moment, and something is still on the wire: not before then is anything else held for it. */
  readonly wireUntil: Date | null
}

/** The active halts over some deliveries, oldest first, each with the leave to pass it where one was given. */
export async function coveringHalts(db: Db, deliveryIds: readonly string[]): Promise<Covering[]> {
  return db
    .selectFrom('halt as h')
    .innerJoin('delivery as d', (join) => join.on(sql<boolean>`d.id = any(${deliveryIds}::uuid[])`).on(covers))
    .leftJoin('haltExemption as x', (join) =>
      join.onRef('x.haltId', '=', 'h.id').onRef('x.deliveryId', '=', 'd.id').onRef('x.deliveryKey', '=', 'd.key'),
    )
    .select(['d.id as deliveryId', 'h.id as haltId', 'h.reason', 'x.id as exemptionId', wireUntil.as('wireUntil')])
    .where('h.liftedAt', 'is', null)
    .orderBy('h.sealedAt')
    .execute()
}

/** The leave by which a delivery of a statement’s table passes a halt that is active, for its attempt; null in quiet times. */
export const exemptionOf = (table: string) => sql<string | null>`(
  select x.id from halt_exemption x join halt h on h.id = x.halt_id
  where h.lifted_at is null and x.delivery_id = ${sql.ref(`${table}.id`)} and x.delivery_key = ${sql.ref(`${table}.key`)}
  order by x.granted_at desc limit 1)`
