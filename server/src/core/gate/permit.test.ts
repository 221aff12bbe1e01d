import { expect, test } from 'vitest'
import type { Clock } from '../../lib/clock.ts'
import { carePermit, PermitError, permitLifetime, speechPermit } from './permit.ts'

/** A clock whose hands a test moves one by one. */
function hands(): Clock & { now: number; date: Date } {
  const clock = {
    now: 5000,
    date: new Date(),
    monotonic: () => clock.now,
    wall: () => clock.date,
    trusted: () => clock.date,
  }
  return clock
}

test('a permit is good for one request, until its deadline', () => {
  const clock = hands()
  const permit = speechPermit('attempt', clock, clock.now)
  clock.now += permitLifetime - 1
  permit.spend()
  expect(() => permit.spend()).toThrow(new PermitError('spent'))
})

test('its deadline counts from before its transaction: a slow commit leaves less time, not more', () => {
  const clock = hands()
  const before = clock.now
  clock.now += permitLifetime
  expect(() => speechPermit('attempt', clock, before).spend()).toThrow(new PermitError('expired'))
})

test('a step of the system clock neither lengthens it nor ends it', () => {
  const clock = hands()
  const permit = speechPermit('attempt', clock, clock.now)
  clock.date = new Date(clock.date.getTime() - 60 * 60 * 1000)
  clock.now += permitLifetime
  expect(() => permit.spend()).toThrow(new PermitError('expired'))
  const other = speechPermit('attempt', clock, clock.now)
  clock.date = new Date(clock.date.getTime() + 2 * 60 * 60 * 1000)
  expect(() => other.spend()).not.toThrow()
})

test('leave to take something down is for one request too', () => {
  const permit = carePermit('attempt', hands())
  permit.spend()
  expect(() => permit.spend()).toThrow(new PermitError('spent'))
})
