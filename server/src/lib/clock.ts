import { uptime } from 'node:os'

/**
 * Two clocks of one machine. `wall` may be set by anybody at any time; `steady` only runs forward.
 *
 * Deadlines of requests use `monotonic`. Whether something is due is asked of `wall` and `steady` together: see `trusted`.
 */
export interface Clock {
  /** What the system says it is. */
  wall(): Date
  /** ms since some fixed instant; never set, stands still while the process is frozen by nobody. */
  monotonic(): number
  /** The wall clock at start, carried forward by a clock that nobody can set (it counts while the machine sleeps). */
  trusted(): Date
}

/** A step of the wall clock larger than this is doubt, in ms. Slewing by a time service stays far below. */
export const clockTolerance = 5000

export function systemClock(): Clock {
  // uptime() counts through suspend, unlike performance.now()
  const anchor = Date.now() - uptime() * 1000
  return {
    wall: () => new Date(),
    monotonic: () => performance.now(),
    trusted: () => new Date(anchor + uptime() * 1000),
  }
}

/** How far the wall clock was set since start, in ms: positive when it was set forward. */
export function clockStep(clock: Clock): number {
  return clock.wall().getTime() - clock.trusted().getTime()
}
