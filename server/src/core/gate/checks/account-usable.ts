import type { Check } from './check.ts'

/** An account nobody can act for keeps its deliveries until a person has signed it in again. */
export const accountUsable: Check = {
  name: 'account_usable',
  judge(_tx, { account, now }) {
    if (account.disconnectedAt !== null) return { kind: 'hold', reason: 'account_disconnected' }
    if (account.health === 'needs_sign_in') return { kind: 'hold', reason: 'account_needs_sign_in' }
    if (account.health === 'restricted') return { kind: 'hold', reason: 'account_restricted' }
    if (account.pausedUntil !== null && account.pausedUntil > now.database) {
      return { kind: 'wait', until: account.pausedUntil, reason: 'rate_limited' }
    }
    return undefined
  },
}
