import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onTheWall, proposeTime, readWallClock } from './wall-clock.ts'
import { resolveWhen } from './when.ts'

describe('Paris, where the clocks change', () => {
  test('an ordinary time is one instant', () => {
    expect(readWallClock('2026-07-14', '10:00', 'Europe/Paris')).toEqual({ kind: 'once', at: '2026-07-14T08:00:00Z' })
  })
  test('in March an hour is missing', () => {
    expect(readWallClock('2026-03-29', '02:30', 'Europe/Paris')).toEqual({
      kind: 'gap',
      at: '2026-03-29T01:30:00Z',
      shown: '03:30',
    })
  })
  test('in October an hour comes twice', () => {
    expect(readWallClock('2026-10-25', '02:30', 'Europe/Paris')).toEqual({
      kind: 'repeat',
      earlier: '2026-10-25T00:30:00Z',
      later: '2026-10-25T01:30:00Z',
      earlierOffset: '+02:00',
      laterOffset: '+01:00',
    })
  })
})

test('half an hour is enough: Lord Howe moves by thirty minutes', () => {
  expect(readWallClock('2026-10-04', '02:15', 'Australia/Lord_Howe')).toMatchObject({ kind: 'gap', shown: '02:45' })
})

test.each([
  ['', '10:00'],
  ['2026-02-30', '10:00'],
  ['2026-01-01', ''],
  ['2026-01-01', '25:00'],
])('%s %s cannot be read', (date, time) => {
  expect(readWallClock(date, time, 'Europe/Paris')).toEqual({ kind: 'unreadable' })
})

test('an instant put on the wall and read again is the same instant, or one of the two', () => {
  const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC')
  const minutes = fc.integer({ min: 29_000_000, max: 31_000_000 })
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const iso = new Date(minute * 60_000).toISOString().replace('.000', '')
      const { date, time } = onTheWall(iso, zone)
      const clock = readWallClock(date, time, zone)
      if (clock.kind === 'repeat') return [clock.earlier, clock.later].includes(iso)
      return clock.kind === 'once' && clock.at === iso
    }),
  )
})

test('the proposal is a full hour, one to two hours away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1.7e12, max: 1.9e12 }), (now) => {
      const { date, time } = proposeTime(now, 'Europe/Paris')
      const when = resolveWhen({ date, time, second: true }, 'Europe/Paris', now)
      if (when.kind !== 'ok') return false
      const away = Date.parse(when.at) - now
      return away >= 3_600_000 && away <= 3 * 3_600_000
    }),
  )
})

test('the past and what is over a year away are refused; the second of two is what was asked for', () => {
  const now = Date.parse('2026-10-25T00:45:00Z')
  const choice = { date: '2026-10-25', time: '02:30', second: false }
  expect(resolveWhen(choice, 'Europe/Paris', now)).toMatchObject({ kind: 'past' })
  expect(resolveWhen({ ...choice, second: true }, 'Europe/Paris', now)).toMatchObject({
    kind: 'ok',
    at: '2026-10-25T01:30:00Z',
  })
  expect(resolveWhen({ ...choice, date: '2028-01-01' }, 'Europe/Paris', now)).toMatchObject({ kind: 'too_far' })
})
