import type { Covering } from '../../halts/scope.ts'
import type { Check, Verdict } from './check.ts'

/** What an emergency stop does with a delivery that it covers. */
export function keptBy({ haltId, reason }: Pick<Covering, 'haltId' | 'reason'>): Verdict {
  return { kind: 'hold', reason: 'halted', ...(reason === null ? {} : { detail: reason }), audit: { halt: haltId } }
}

/**
 * An active emergency stop that covers this delivery keeps it in (I2), unless it has leave to pass each one that does. In the first
 * moment it only waits: what is on the wire comes first.
 */
export const halted: Check = {
  name: 'halted',
  judge(_tx, { halts }) {
    const halt = halts.find(({ exemptionId }) => exemptionId === null)
    if (halt === undefined) return undefined
    if (halt.wireUntil !== null) return { kind: 'wait', until: halt.wireUntil, reason: 'wire_first' }
    return keptBy(halt)
  },
}
