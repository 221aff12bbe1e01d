import type { Check } from './check.ts'

/** An active emergency stop that covers this delivery keeps it in (I2), unless it has leave to pass each one that does. */
export const halted: Check = {
  name: 'halted',
  judge(_tx, { halts }) {
    const halt = halts.find(({ exemptionId }) => exemptionId === null)
    if (halt === undefined) return undefined
    const detail = halt.reason === null ? {} : { detail: halt.reason }
    return { kind: 'hold', reason: 'halted', ...detail, audit: { halt: halt.haltId } }
  },
}
