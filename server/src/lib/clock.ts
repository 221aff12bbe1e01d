import { uptime } from 'node:os'

/**
 * Two clocks of one machine. `wall` may be set by anybody at any time; `steady` only runs forward.
 *
 * Deadlines of requests use `monotonic`. Whether something is due is asked of `wall` and `steady` together: see `trusted`.
 */
export interface Clock {
  /** What the system says it is. */
  wall(): Date
  /** ms since some fixed instant; nobody can set it, and it counts while the process is frozen and while the machine sleeps. */
  monotonic(): number
  /** The wall clock at start, carried forward by a clock that nobody can set (it counts while the machine sleeps). */
  trusted(): Date
}

/** A step of the wall clock larger than this is doubt, in ms. Slewing by a time service stays far below. */
export const clockTolerance = 5000

/** What `uptime` counts in, in ms: a difference below is no sleep. */
const uptimeGrain = 10

/** @param machine what the machine counts: `steady` stands still while it sleeps, `uptime` does not */
export function systemClock(machine = { steady: () => performance.now(), uptime: () => uptime() * 1000 }): Clock {
  const anchor = Date.now() - machine.uptime()
  // in this order, and the other way round below: should the process be interrupted between the two, that is not taken for sleep
  const began = -machine.steady() + machine.uptime()
  let asleep = 0
  return {
    wall: () => new Date(),
    monotonic() {
      const up = machine.uptime()
      const steady = machine.steady()
      asleep = Math.max(asleep, up - steady - began - uptimeGrain)
      return steady + asleep
    },
    trusted: () => new Date(anchor + machine.uptime()),
  }
}

/** How far the wall clock was set since start, in ms: positive when it was set forward. */
export function clockStep(clock: Clock): number {
  return clock.wall().getTime() - clock.trusted().getTime()
}
