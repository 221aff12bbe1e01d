import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { slotInstants, type Slot } from './instants.ts'

const zones = ['America/Sao_Paulo', 'Europe/Paris', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia']
const every = (at: string): Slot[] => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at }))
const walls = (slots: readonly Slot[], zone: string, from: string, to: string) =>
  slotInstants(slots, zone, new Date(from), new Date(to)).map((instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime())
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
  )

describe('where the clocks change', () => {
  test('a time that is jumped over is used as if they had not jumped', () => {
    expect(walls(every('02:30'), 'Europe/Paris', '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-28T02:30+01:00',
      '2026-03-29T03:30+02:00',
      '2026-03-30T02:30+02:00',
    ])
  })
  test('a time that is shown twice is used the first time', () => {
    expect(walls(every('02:30'), 'Europe/Paris', '2026-10-24T00:00Z', '2026-10-27T00:00Z')).toEqual([
      '2026-10-24T02:30+02:00',
      '2026-10-25T02:30+02:00',
      '2026-10-26T02:30+01:00',
    ])
  })
  test('half an hour is a change too', () => {
    expect(walls(every('02:15'), 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-04T00:00Z')).toEqual([
      '2026-10-04T02:45+11:00',
    ])
  })
  test('a day that a zone leaves out has no slot of its own', () => {
    expect(walls(every('09:00'), 'Pacific/Apia', '2011-12-29T10:00Z', '2012-01-01T00:00Z')).toEqual([
      '2011-12-29T09:00-10:00',
      '2011-12-31T09:00+14:00',
      '2012-01-01T09:00+14:00',
    ])
  })
  test('two slots that become one instant are one', () => {
    const slots = [...every('02:30'), ...every('03:30')]
    expect(walls(slots, 'Europe/Paris', '2026-03-29T00:00Z', '2026-03-29T12:00Z')).toEqual(['2026-03-29T03:30+02:00'])
  })
})

test('over a century, in zones that change oddly: in order, each once, none left out, none moved without need', () => {
  const century = { min: new Date('1970-01-01T00:00Z'), max: new Date('2069-12-01T00:00Z'), noInvalidDate: true }
  const slot = fc.record({
    day: fc.integer({ min: 1, max: 7 }),
    at: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  })
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    from: fc.date(century),
    slots: fc.uniqueArray(slot, { minLength: 1, maxLength: 12, selector: ({ day, at }) => `${day} ${at}` }),
  })
  fc.assert(
    fc.property(cases, ({ zone, from, slots }) => {
      const to = new Date(from.getTime() + 21 * 86_400_000)
      const got = slotInstants(slots, zone, from, to).map((instant) => instant.getTime())
      expect(got).toEqual([...new Set(got)].toSorted((a, b) => a - b))
      expect(got.every((ms) => ms >= from.getTime() && ms < to.getTime())).toBe(true)
      // two stretches are one: where a look ends does not matter
      const middle = new Date(from.getTime() + 10 * 86_400_000 + 12_345)
      const halves = [...slotInstants(slots, zone, from, middle), ...slotInstants(slots, zone, middle, to)]
      expect(halves.map((instant) => instant.getTime())).toEqual(got)
      // the other way round: each minute of the stretch whose wall shows a slot's time for the first time is an instant
      const expected = new Set<number>()
      let clock = Temporal.Instant.fromEpochMilliseconds(Math.ceil(from.getTime() / 60_000) * 60_000)
      const hour = 3_600_000
      for (; clock.epochMilliseconds < to.getTime(); clock = clock.add({ hours: 1 })) {
        const end = Math.min(clock.epochMilliseconds + hour, to.getTime())
        const [a, b] = [clock, Temporal.Instant.fromEpochMilliseconds(end)].map((one) => one.toZonedDateTimeISO(zone))
        if (a === undefined || b === undefined || a.offsetNanoseconds !== b.offsetNanoseconds) continue
        const dayBefore = clock.subtract({ hours: 26 }).toZonedDateTimeISO(zone)
        // an hour after a change is left to the examples above
        if (dayBefore.offsetNanoseconds !== a.offsetNanoseconds) continue
        // within the hour the wall moves as the clock does: only the slots' own minutes need a look
        for (const one of slots) {
          const wall = a.withPlainTime(a.toPlainTime().with({ minute: Number(one.at.slice(3)) }))
          for (const zoned of [wall, wall.add({ hours: 1 })]) {
            const ms = zoned.epochMilliseconds
            if (ms < clock.epochMilliseconds || ms >= end || zoned.dayOfWeek !== one.day) continue
            if (zoned.toPlainTime().toString({ smallestUnit: 'minute' }) === one.at) expected.add(ms)
          }
        }
      }
      const missing = [...expected].filter((ms) => !got.includes(ms))
      expect(missing).toEqual([])
      // and nothing else, but around a change of the clocks (an hour looked at above ends later than it begins)
      const strangers = got.filter((ms) => {
        const near = [-28, 2].map((hours) =>
          Temporal.Instant.fromEpochMilliseconds(ms).add({ hours }).toZonedDateTimeISO(zone),
        )
        return near[0]?.offsetNanoseconds === near[1]?.offsetNanoseconds && !expected.has(ms)
      })
      expect(strangers.filter((ms) => to.getTime() - ms > hour)).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)
