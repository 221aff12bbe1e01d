import { isValidTid } from '@atproto/syntax'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyMaker } from './new-key.ts'

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

test('keys rise within a process, whatever its clock does, and are record keys of the network', () => {
  fc.assert(
    fc.property(fc.array(instant, { minLength: 2, maxLength: 50 }), (clock) => {
      const newKey = keyMaker()
      const keys = clock.map(newKey)
      expect(keys.every(isValidTid)).toBe(true)
      expect([...new Set(keys)].sort()).toEqual(keys)
    }),
  )
})

test('keys of two processes are ordered by their clocks', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 1e9 }), (now, later) => {
      expect(keyMaker()(now) < keyMaker()(new Date(now.getTime() + later))).toBe(true)
    }),
  )
})

test('forty processes that make a thousand keys in the same second make different ones', () => {
  const keys = new Set<string>()
  const start = Date.parse('2026-11-20T10:00:00Z')
  for (let process = 0; process < 40; process++) {
    const newKey = keyMaker()
    for (let n = 0; n < 1000; n++) keys.add(newKey(new Date(start + n)))
  }
  // about 0.8 collisions in 800 million pairs are to be expected, over all accounts; one account has a handful of keys a second
  expect(keys.size).toBeGreaterThan(40_000 - 10)
})
