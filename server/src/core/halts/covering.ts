import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery, Halt, HaltLevel } from '../../db/schema.ts'
import { errors } from '../errors.ts'

// What is written here speaks of three tables by their aliases: d is a delivery, a its account, p its post.

export type Scope = Pick<Halt, 'workspaceId' | 'network' | 'accountId' | 'campaignId'>

/** Deliveries within a scope, whatever the level. */
export function inScope({ workspaceId, network, accountId, campaignId }: Scope): RawBuilder<boolean> {
  const parts = [
    ...(workspaceId === null ? [] : [sql`d.workspace_id = ${workspaceId}`]),
    ...(network === null ? [] : [sql`a.network = ${network}`]),
    ...(accountId === null ? [] : [sql`d.account_id = ${accountId}`]),
    ...(campaignId === null ? [] : [sql`p.campaign_id = ${campaignId}`]),
  ]
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`
}

const origins = {
  all: ['person', 'scheduled', 'automation'],
  scheduled: ['scheduled', 'automation'],
  automation: ['automation'],
} as const

/** Deliveries that a level keeps in. */
export const ofLevel = (level: HaltLevel): RawBuilder<boolean> =>
  sql<boolean>`d.origin in (${sql.join(origins[level])})`

/** The oldest active halt that covers a delivery, as it is now: its level and scope, less what was excepted or exempted. */
export const coveringHalt = sql<string | null>`(
  select h.id from halt h
  where h.lifted_at is null
    and (h.level = 'all' or d.origin = 'automation' or (h.level = 'scheduled' and d.origin = 'scheduled'))
    and (h.workspace_id is null or h.workspace_id = d.workspace_id)
    and (h.network is null or h.network = a.network)
    and (h.account_id is null or h.account_id = d.account_id)
    and (h.campaign_id is null or h.campaign_id = p.campaign_id)
    and not exists (
      select from halt_exception e where e.halt_id = h.id
        and (e.workspace_id is null or e.workspace_id = d.workspace_id)
        and (e.network is null or e.network = a.network)
        and (e.account_id is null or e.account_id = d.account_id)
        and (e.campaign_id is null or e.campaign_id = p.campaign_id))
    and not exists (
      select from halt_exemption x where x.halt_id = h.id and x.delivery_id = d.id and x.delivery_key = d.key)
  order by h.sealed_at limit 1)`

/**
 * A held delivery goes nowhere while an emergency stop covers it: the gate would only hold it again. Asked with its lane locked.
 * @throws HALT_ACTIVE, which names the halt
 */
export async function assertNotHalted(tx: Tx, delivery: Pick<Delivery, 'id'>): Promise<void> {
  const { haltId } = await tx
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .innerJoin('post as p', 'p.id', 'd.postId')
    .select(coveringHalt.as('haltId'))
    .where('d.id', '=', delivery.id)
    .executeTakeFirstOrThrow()
  if (haltId !== null) throw errors.haltActive('Lift the emergency stop that covers it first.', { haltId })
}
