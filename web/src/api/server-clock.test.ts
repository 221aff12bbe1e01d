import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learn, narrow, serverNow, type Bounds } from './server-clock.ts'

test('however wrong the local clock, the true offset stays within the bounds, and they narrow', () => {
  const answers = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 600_000 }), there: fc.nat(400), back: fc.nat(400) }),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(answers, fc.integer({ min: -9_000_000, max: 9_000_000 }), (seen, offset) => {
      const start = 1_800_000_000_000
      let bounds: Bounds | undefined
      for (const { at, there, back } of seen) {
        const sent = start + at
        // The Date header has whole seconds.
        const date = Math.floor((sent + there + offset) / 1000) * 1000
        const next = narrow(bounds, date, sent, sent + there + back)
        if (next.low > offset || next.high < offset) return false
        if (bounds !== undefined && next.high - next.low > bounds.high - bounds.low) return false
        bounds = next
      }
      return true
    }),
  )
})

test('when a clock was set, what was known is forgotten', () => {
  const before = narrow(undefined, 1_000_000, 1_000_100, 1_000_200)
  expect(narrow(before, 5_000_000, 1_001_000, 1_001_100)).toEqual({ low: 3_998_900, high: 4_000_000 })
})

test('the server’s now is whole milliseconds, from whichever bounds', () => {
  for (const got of [1_000_200, 1_000_201]) {
    learn(new Response(null, { headers: { date: new Date(1_000_000).toUTCString() } }), 1_000_100, got)
    expect(serverNow()).toSatisfy(Number.isInteger)
  }
})
