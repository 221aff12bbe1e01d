import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { coveringHalts } from '../halts/scope.ts'
import { keptBy } from './checks/halted.ts'
import type { Refusal } from './keep-in.ts'

/** Most that are held together: a transaction stays short. What is more comes with the next turn of its lane. */
const most = 500

/**
 * What stands in the same lanes behind deliveries that an emergency stop holds, is due too, and is covered by one. Asked one by one,
 * each would get the same answer to the same first question, after a transaction of its own.
 */
export async function queuedBehind(tx: Tx, refusals: readonly Refusal[]): Promise<Refusal[]> {
  const heads = refusals.flatMap(({ delivery, verdict }) => (verdict.reason === 'halted' ? [delivery] : []))
  if (heads.length === 0) return []
  const due = await tx
    .selectFrom('delivery')
    .selectAll()
    .where(sql<boolean>`account_id = any(${heads.map(({ accountId }) => accountId)}::uuid[])`)
    .where(sql<boolean>`id <> all(${heads.map(({ id }) => id)}::uuid[])`)
    .where('state', '=', sql.lit('scheduled'))
    // of the transaction's time, which is fixed: it can be looked up in the index
    .where('dueAt', '<=', sql<Date>`now()`)
    .where(sql<boolean>`(next_try_at is null or next_try_at <= now())`)
    .orderBy('dueAt')
    .orderBy('seq')
    .limit(most)
    .execute()
  const ids = due.map(({ id }) => id)
  const halts = Map.groupBy(await coveringHalts(tx, ids), ({ deliveryId }) => deliveryId)
  return due.flatMap((delivery) => {
    const halt = halts.get(delivery.id)?.find(({ exemptionId }) => exemptionId === null)
    return halt === undefined ? [] : [{ delivery, verdict: keptBy(halt) }]
  })
}
