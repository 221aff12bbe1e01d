import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Delivery, Halt, HaltLevel } from '../../db/schema.ts'
import { errors } from '../errors.ts'
import { coveringHalts, covers, inScope, ofLevel } from './scope.ts'

// The other way round than scope.ts: of a delivery (alias `d`), which halt. What a halt covers is said there.

/** Within the scope of a halt, whatever its level, and whatever was lifted since. */
export const inScopeOf = (haltId: string) =>
  sql<boolean>`exists (select from halt h where h.id = ${haltId} and ${inScope})`

export type Scope = Pick<Halt, 'workspaceId' | 'network' | 'accountId' | 'campaignId'> & { readonly level: HaltLevel }

/** Would be covered by a halt of this scope and level. */
export function wouldCover({ level, workspaceId, network, accountId, campaignId }: Scope): RawBuilder<boolean> {
  return sql<boolean>`exists (select from (select ${workspaceId}::uuid as workspace_id, ${network}::text as network,
    ${accountId}::uuid as account_id, ${campaignId}::uuid as campaign_id, ${level}::text as level) h where ${inScope} and ${ofLevel})`
}

/** The oldest active halt that covers a delivery as it is now, and that it has no leave to pass. */
export const coveringHalt = sql<string | null>`(
  select h.id from halt h where ${covers} and not exists (
    select from halt_exemption x where x.halt_id = h.id and x.delivery_id = d.id and x.delivery_key = d.key)
  order by h.sealed_at limit 1)`

/**
 * A held delivery goes nowhere while an emergency stop covers it: the gate would only hold it again. Asked with its lane locked.
 * @throws HALT_ACTIVE, which names the halt
 */
export async function assertNotHalted(tx: Tx, delivery: Pick<Delivery, 'id'>): Promise<void> {
  const halt = (await coveringHalts(tx, [delivery.id])).find(({ exemptionId }) => exemptionId === null)
  if (halt !== undefined)
    throw errors.haltActive('Lift the emergency stop that covers it first.', { haltId: halt.haltId })
}
