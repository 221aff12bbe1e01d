import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { moveAll } from '../deliveries/move.ts'
import { gate } from './actor.ts'
import type { Verdict } from './checks/check.ts'

export interface Refusal {
  readonly delivery: Delivery
  readonly verdict: Verdict
}

/** Writes why deliveries stay in. What only waits stays scheduled, and its lane is woken when the wait is over. */
export async function keepIn(tx: Tx, refusals: readonly Refusal[]): Promise<void> {
  for (const { delivery, verdict } of refusals) {
    if (verdict.kind !== 'wait') continue
    await tx.updateTable('delivery').set({ nextTryAt: verdict.until }).where('id', '=', delivery.id).execute()
  }
  await moveAll(
    tx,
    refusals.flatMap(({ delivery, verdict }) => {
      if (verdict.kind === 'wait') return []
      const to = verdict.kind === 'hold' ? 'held' : 'failed'
      const why = { reason: verdict.reason, detail: verdict.detail ?? null }
      const audit = verdict.kind === 'hold' && verdict.audit !== undefined ? { audit: verdict.audit } : {}
      return [[delivery, { to, actor: gate, action: to, ...why, ...audit, set: { nextTryAt: null } }] as const]
    }),
  )
}
