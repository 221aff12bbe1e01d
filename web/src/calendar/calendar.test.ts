import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { hourKind, instantAt, movedBy, movedTo, oddHours, wallOf } from './hours.ts'
import { isNarrowed, narrowingOf, toQuery } from './narrowing.ts'
import { instantsOf, rangeOf, stepped, titleOf } from './range.ts'
import { readSearch } from './search.ts'

test('an address says what it can, and what it cannot is left out', () => {
  const search = readSearch({
    view: 'week',
    date: '2027-03-01',
    account: 'a',
    state: ['held', 'nonsense'],
    campaign: ['b', 'c'],
    author: 7,
  })
  expect(search).toEqual({
    view: 'week',
    date: '2027-03-01',
    account: ['a'],
    state: ['held'],
    campaign: ['b', 'c'],
  })
  expect(toQuery(narrowingOf(search))).toEqual({ accountId: ['a'], state: ['held'], campaignId: ['b', 'c'] })
  expect(readSearch({ view: 'year', date: '2027-13-01', network: [] })).toEqual({})
  expect([isNarrowed(search), isNarrowed({ view: 'day' })]).toEqual([true, false])
})

test('a month is whole weeks from Monday on, and goes on by months', () => {
  expect(rangeOf('month', '2027-03-10')).toMatchObject({ first: '2027-03-01', last: '2027-04-04' })
  expect(rangeOf('month', '2027-02-28').days).toHaveLength(28)
  expect(rangeOf('week', '2027-03-07')).toMatchObject({ first: '2027-03-01', last: '2027-03-07' })
  expect(stepped('month', '2027-01-31', 1)).toBe('2027-02-01')
  expect(stepped('week', '2027-03-01', -1)).toBe('2027-02-22')
  expect(titleOf('month', rangeOf('month', '2027-03-10'), '2027-03-10', 'fr')).toBe('mars 2027')
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), (day) => {
      const date = day.toISOString().slice(0, 10)
      const { days } = rangeOf('month', date)
      expect(days).toContain(date)
      expect(days.length % 7).toBe(0)
      const weekday = (one: string) => new Date(`${one}T12:00:00Z`).getUTCDay()
      expect([weekday(days[0]!), weekday(days.at(-1)!)]).toEqual([1, 0])
    }),
  )
})

test('a day where the clocks change is as long as it is', () => {
  const { from, to } = instantsOf(rangeOf('day', '2027-03-28'), 'Europe/Paris')
  expect(Date.parse(to) - Date.parse(from)).toBe(23 * 3_600_000)
  expect([...oddHours('2027-03-28', 'Europe/Paris')]).toEqual([[2, 'gap']])
  expect([...oddHours('2027-10-31', 'Europe/Paris')]).toEqual([[2, 'repeat']])
  expect(hourKind('2027-10-03', 2, 'Australia/Lord_Howe')).toBe('gap')
  // both instants of an hour that comes twice stand in it, and each says which it is
  expect(wallOf('2027-10-31T00:30:00Z', 'Europe/Paris')).toEqual({
    date: '2027-10-31',
    hour: 2,
    time: '02:30',
    offset: 'UTC+02:00',
  })
  expect(wallOf('2027-10-31T01:30:00Z', 'Europe/Paris')).toMatchObject({ time: '02:30', offset: 'UTC+01:00' })
})

test('a move keeps the time on the wall, or the minutes of the hour', () => {
  const at = '2027-03-27T01:30:00.000Z'
  expect(movedTo(at, 'Europe/Paris', { date: '2027-03-29' })).toBe('2027-03-29T00:30:00.000Z')
  // the clocks jump over 02:30 on the 28th
  expect(movedTo(at, 'Europe/Paris', { date: '2027-03-28' })).toBe('2027-03-28T01:30:00.000Z')
  expect(movedTo(at, 'Europe/Paris', { date: '2027-03-29', hour: 18 })).toBe('2027-03-29T16:30:00.000Z')
  const second = '2027-10-31T01:30:00.000Z'
  expect(movedTo(second, 'Europe/Paris', { date: '2027-10-31', hour: 2 })).toBe(second)
  expect(movedBy(at, 'Europe/Paris', { days: 2 })).toBe('2027-03-29T00:30:00.000Z')
  expect(movedBy(at, 'Europe/Paris', { minutes: -15 })).toBe('2027-03-27T01:15:00.000Z')
  expect(instantAt('2027-10-31', '02:30', 'Europe/Paris')).toBe('2027-10-31T00:30:00.000Z')
})

test('the wall is the zone’s, every minute of sixty years', () => {
  const zones = fc.constantFrom(
    'Europe/Paris',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Kathmandu',
  )
  fc.assert(
    fc.property(zones, fc.integer({ min: 10_000_000, max: 47_000_000 }), (zone, minute) => {
      const iso = new Date(minute * 60_000).toISOString()
      const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
      const { date, hour, time } = wallOf(iso, zone)
      expect(`${date} ${time}`).toBe(zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '))
      expect(hour).toBe(zoned.hour)
    }),
    { numRuns: 300 },
  )
})
