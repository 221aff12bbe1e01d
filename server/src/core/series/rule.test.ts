import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextOccurrence, occurrences, tidyRule } from './rule.ts'

const zones = ['America/Sao_Paulo', 'Europe/Paris', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia']
const day = 86_400_000

// The oracle knows no Temporal and no rule parser: it walks day by day, and finds an instant by looking at the wall clock.
const format = new Map<string, Intl.DateTimeFormat>()
function offsetAt(ms: number, zone: string): number {
  const known =
    format.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  format.set(zone, known)
  const part = Object.fromEntries(known.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) - ms
}
/** A wall time, written as if it were UTC, to the instant; the earliest that shows it, else as if the clocks had not jumped. */
function toInstant(wall: number, zone: string): number {
  const offsets = [-2, -1, 0, 1, 2].map((days) => offsetAt(wall + days * day, zone))
  const fitting = offsets.map((offset) => wall - offset).filter((ms) => ms + offsetAt(ms, zone) === wall)
  return fitting.length > 0 ? Math.min(...fitting) : wall - offsetAt(wall - offsets[2]! - day, zone)
}

interface Shape {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  interval: number
  days: number[]
  count: number | undefined
}
const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const weekday = (ms: number) => (new Date(ms).getUTCDay() + 6) % 7
const dayNumber = (ms: number) => Math.floor(ms / day)

function naive(
  { freq, interval, days, count }: Shape,
  start: number,
  zone: string,
  from: number,
  to: number,
): number[] {
  const monday = (ms: number) => dayNumber(ms) - weekday(ms)
  const month = (ms: number) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth()
  const lastDay = (ms: number) =>
    new Date(Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() + 1, 0)).getUTCDate()
  const matches = (ms: number): boolean => {
    if (freq === 'DAILY') return (dayNumber(ms) - dayNumber(start)) % interval === 0
    if (freq === 'WEEKLY') return ((monday(ms) - monday(start)) / 7) % interval === 0 && days.includes(weekday(ms))
    const date = new Date(ms).getUTCDate()
    const wanted = days.map((one) => (one < 0 ? lastDay(ms) + 1 + one : one))
    return (month(ms) - month(start)) % interval === 0 && wanted.includes(date)
  }
  const found = new Set<number>()
  let seen = 0
  for (let wall = start; wall < to + 3 * day && (count === undefined || seen < count); wall += day) {
    if (!matches(wall)) continue
    seen++
    if (wall < from - 3 * day) continue
    const at = toInstant(wall, zone)
    if (at >= from && at < to) found.add(at)
  }
  return [...found].toSorted((a, b) => a - b)
}

test('over a century, in zones that change oddly: as somebody counts who looks at every day', () => {
  const shape = fc.oneof(
    fc.record({
      freq: fc.constant('DAILY' as const),
      interval: fc.integer({ min: 1, max: 9 }),
      days: fc.constant([] as number[]),
    }),
    fc.record({
      freq: fc.constant('WEEKLY' as const),
      interval: fc.integer({ min: 1, max: 4 }),
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
    }),
    fc.record({
      freq: fc.constant('MONTHLY' as const),
      interval: fc.integer({ min: 1, max: 5 }),
      days: fc.uniqueArray(fc.constantFrom(1, 2, 15, 28, 29, 30, 31, -1, -2), { minLength: 1, maxLength: 4 }),
    }),
  )
  const cases = fc.record({
    shape,
    count: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
    zone: fc.constantFrom(...zones),
    date: fc.integer({ min: Date.UTC(1970, 0, 2) / day, max: Date.UTC(2069, 0, 1) / day }),
    minute: fc.integer({ min: 0, max: 1439 }),
    later: fc.integer({ min: 0, max: 700 }),
    length: fc.integer({ min: 20, max: 120 }),
  })
  fc.assert(
    fc.property(cases, ({ shape: { freq, interval, days }, count, zone, date, minute, later, length }) => {
      const given = { freq, interval, days, count }
      // the first is one that the rule has
      let start = date * day + minute * 60_000
      const first = naive(given, start, 'UTC', start, start + 366 * 5 * day)[0]
      if (first === undefined) return
      start = first
      const from = start + later * day
      const to = from + length * day
      const by =
        freq === 'WEEKLY'
          ? `;BYDAY=${days.map((one) => names[one]).join(',')}`
          : freq === 'MONTHLY'
            ? `;BYMONTHDAY=${days.join(',')}`
            : ''
      const rule = tidyRule(
        `FREQ=${freq};INTERVAL=${interval}${by}${count === undefined ? '' : `;COUNT=${count}`}`,
        zone,
      )
      const recurrence = { rule, timeZone: zone, startsAt: new Date(start).toISOString().slice(0, 16) }
      const got = occurrences(recurrence, new Date(from), new Date(to)).map(({ at }) => at.getTime())
      expect(got).toEqual(naive(given, start, zone, from, to))
      // where one look ends and the next begins does not matter
      const middle = new Date(from + 11 * day + 12_345)
      const halves = [
        ...occurrences(recurrence, new Date(from), middle),
        ...occurrences(recurrence, middle, new Date(to)),
      ]
      expect(halves.map(({ at }) => at.getTime())).toEqual(got)
    }),
    { numRuns: 150 },
  )
}, 60_000)

describe('examples', () => {
  const walls = (rule: string, startsAt: string, timeZone: string, from: string, to: string) =>
    occurrences({ rule: tidyRule(rule, timeZone), startsAt, timeZone }, new Date(from), new Date(to)).map(({ at }) =>
      at.toISOString().slice(0, 16),
    )

  test('a time that is jumped over comes as if the clocks had not jumped; one that is shown twice the first time', () => {
    expect(walls('FREQ=DAILY', '2026-01-01T02:30', 'Europe/Paris', '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ])
    expect(walls('FREQ=DAILY', '2026-01-01T02:30', 'Europe/Paris', '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ])
  })
  test('a day that a zone leaves out has none of its own', () => {
    expect(walls('FREQ=DAILY', '2011-12-01T09:00', 'Pacific/Apia', '2011-12-29T12:00Z', '2012-01-01T00:00Z')).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T19:00',
      '2011-12-31T19:00',
    ])
  })
  test('the last Friday, the second Tuesday, the last working day', () => {
    const of = (rule: string) => walls(rule, '2027-01-01T09:00', 'UTC', '2027-01-01T00:00Z', '2027-04-01T00:00Z')
    expect(of('FREQ=MONTHLY;BYDAY=-1FR')).toEqual(['2027-01-29T09:00', '2027-02-26T09:00', '2027-03-26T09:00'])
    expect(of('FREQ=MONTHLY;BYDAY=2TU')).toEqual(['2027-01-12T09:00', '2027-02-09T09:00', '2027-03-09T09:00'])
    expect(of('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1')).toEqual([
      '2027-01-29T09:00',
      '2027-02-26T09:00',
      '2027-03-31T09:00',
    ])
  })
  test('an end is on the wall, whole days included', () => {
    const rule = 'FREQ=DAILY;UNTIL=20270103'
    expect(walls(rule, '2027-01-01T23:30', 'Europe/Paris', '2026-01-01T00:00Z', '2028-01-01T00:00Z')).toHaveLength(3)
    expect(tidyRule('RRULE:FREQ=DAILY;UNTIL=20270103T120000Z', 'Europe/Paris')).toBe('FREQ=DAILY;UNTIL=20270103T130000')
    const over = { rule: tidyRule(rule, 'UTC'), startsAt: '2027-01-01T09:00', timeZone: 'UTC' }
    expect(nextOccurrence(over, new Date('2027-01-03T10:00Z'))).toBeUndefined()
    expect(nextOccurrence(over, new Date('2027-01-02T10:00Z'))?.wall).toBe('2027-01-03T09:00')
  })
  test.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=9,17',
    'FREQ=DAILY;COUNT=3;UNTIL=20270101',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;UNTIL=20270231',
    'FREQ=WEEKLY;BYDAY=XX',
    'INTERVAL=2',
    'FREQ=DAILY;FREQ=WEEKLY',
    '',
  ])('%j is refused with the reason', (rule) => {
    expect(() => tidyRule(rule, 'UTC')).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }))
  })
})
