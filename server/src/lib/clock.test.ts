import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'

/** A machine whose counters a test moves: `steady` as the system's, `uptime` in whole hundredths of a second. */
function machineOf() {
  const machine = { awake: 1234.5, asleep: 0 }
  return Object.assign(machine, {
    steady: () => machine.awake,
    uptime: () => Math.floor((machine.awake + machine.asleep) / 10) * 10,
  })
}

test('the monotonic clock runs evenly while the machine is awake', () => {
  const machine = machineOf()
  const { monotonic } = systemClock(machine)
  const before = monotonic()
  for (let step = 0; step < 1000; step++) {
    machine.awake += 0.7
    expect(monotonic() - before).toBeCloseTo((step + 1) * 0.7, 6)
  }
})

test('what the machine slept is counted, so that it wakes with no permit that is still good', () => {
  const machine = machineOf()
  const { monotonic } = systemClock(machine)
  const before = monotonic()
  machine.awake += 5
  machine.asleep += 60_000
  expect(monotonic() - before).toBeGreaterThan(59_950)
  const woken = monotonic()
  machine.awake += 3
  expect(monotonic() - woken).toBeGreaterThanOrEqual(3)
})

test('the real one never goes back, and never runs behind the system’s', () => {
  const { monotonic } = systemClock()
  const [before, real] = [monotonic(), performance.now()]
  let last = before
  for (let look = 0; look < 2000; look++) {
    const passed = performance.now() - real
    const now = monotonic()
    expect(now).toBeGreaterThanOrEqual(last)
    expect(now - before).toBeGreaterThanOrEqual(passed)
    last = now
  }
})
