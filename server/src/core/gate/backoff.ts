import type { LaterReason } from '../../connectors/contract.ts'

const pauses = [1, 5, 15, 30, 60, 120]

/**
 * When to try again what certainly did not happen. Seconds rise with the tries; a permit that ran out, or a sign-in that is simply
 * renewed, is tried again at once the first time.
 */
export function backoff(now: Date, attempts: number, reason: LaterReason): Date {
  const atOnce = reason === 'permit_expired' || reason === 'sign_in_expired'
  if (atOnce && attempts <= 1) return now
  const seconds = pauses[Math.min(attempts, pauses.length) - 1] ?? 1
  return new Date(now.getTime() + seconds * 1000)
}
