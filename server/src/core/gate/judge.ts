import type { Tx } from '../../db/pool.ts'
import type { Log } from '../../lib/log.ts'
import type { Case, Check, Verdict } from './checks/check.ts'

/**
 * Asks every check in order; the first verdict counts. A check that throws holds the delivery (I8): never let out on doubt. Where
 * it broke the transaction too, the permit is not granted either and the delivery stays scheduled until it is tried again.
 */
export async function judge(tx: Tx, checks: readonly Check[], subject: Case, log: Log): Promise<Verdict | undefined> {
  for (const check of checks) {
    try {
      const verdict = await check.judge(tx, subject)
      if (verdict !== undefined) return verdict
    } catch (err) {
      log.error({ err, check: check.name, deliveryId: subject.delivery.id }, 'a check of the gate threw: held')
      return { kind: 'hold', reason: `check_failed:${check.name}` }
    }
  }
  return undefined
}
