import type { Check } from './check.ts'

/**
 * What waits for a yes stays in until it is said. A statement that was let pass an emergency stop has the word of who may override:
 * nobody needs a second one in a crisis.
 */
export const approved: Check = {
  name: 'approved',
  judge(_tx, { missingApproval, halts }) {
    if (missingApproval === null || halts.some(({ exemptionId }) => exemptionId !== null)) return undefined
    return { kind: 'hold', reason: missingApproval }
  },
}
