import { clockTolerance } from '../../../lib/clock.ts'
import type { Check } from './check.ts'

/**
 * Nothing goes early, and nothing long overdue goes by itself (I7). When the database's clock and ours disagree, one of them was
 * set: it is due only when both say so, and overdue as soon as one does (I8).
 */
export const due: Check = {
  name: 'due',
  judge(_tx, { delivery, now, graceMinutes }) {
    const step = now.database.getTime() - now.trusted.getTime()
    const doubt = Math.abs(step) > clockTolerance
    const earliest = doubt ? Math.min(now.database.getTime(), now.trusted.getTime()) : now.database.getTime()
    const latest = doubt ? Math.max(now.database.getTime(), now.trusted.getTime()) : now.database.getTime()
    const wait = delivery.dueAt.getTime() - earliest
    // waits are given in the database's time, which wakes the lane; long ones are asked again, the doubt may have ended
    if (wait > 0) {
      const until = new Date(now.database.getTime() + (doubt ? Math.min(wait, 60_000) : wait))
      return { kind: 'wait', until, reason: doubt ? 'clock_doubt' : 'not_due' }
    }
    const late = latest - delivery.dueAt.getTime()
    if (late <= graceMinutes * 60_000) return undefined
    return {
      kind: 'hold',
      reason: doubt ? 'clock_doubt' : 'overdue',
      ...(delivery.detail === null ? {} : { detail: delivery.detail }),
    }
  },
}
