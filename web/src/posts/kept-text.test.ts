import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetKept, keep, keptKey, readKept } from './kept-text.ts'

const written = {
  items: [{ text: 'Half a thought', media: [] }],
  options: { languages: ['en'] },
  accountIds: ['a1'],
  own: {},
  apart: [],
  campaignId: null,
  tags: [],
  version: 3,
}
let stored: Map<string, string>
let full = false

beforeEach(() => {
  stored = new Map()
  full = false
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new DOMException('full', 'QuotaExceededError')
      stored.set(key, value)
    },
    removeItem: (key: string) => stored.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('what was written comes back whole, for that person, workspace and post alone', () => {
  const key = keptKey('alice', 'w1', 'p1')
  expect(keep(key, written)).toBe(true)
  expect(readKept(key)).toEqual(written)
  for (const other of [keptKey('bob', 'w1', 'p1'), keptKey('alice', 'w2', 'p1'), keptKey('alice', 'w1')]) {
    expect(readKept(other)).toBeUndefined()
  }
  forgetKept(key)
  expect(readKept(key)).toBeUndefined()
})

test('a browser that keeps nothing says so instead of failing', () => {
  full = true
  expect(keep(keptKey('alice', 'w1'), written)).toBe(false)
})

test('what an older version kept comes back as a post of one item', () => {
  const key = keptKey('alice', 'w1')
  stored.set(key, '{"text":"Half a thought","languages":["en"],"accountIds":["a1"],"version":3}')
  expect(readKept(key)).toEqual(written)
})

test.each(['{"text":"cut o', '42', 'null', '{"text":1,"languages":[],"accountIds":[]}'])(
  '%s is not taken for a text',
  (raw) => {
    const key = keptKey('alice', 'w1')
    stored.set(key, raw)
    expect(readKept(key)).toBeUndefined()
  },
)
