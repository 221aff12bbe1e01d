import { expect, test } from 'vitest'
import { covers } from './covers.ts'
import type { Scope } from './shapes.ts'

const everything: Scope = { workspaceId: null, network: null, accountId: null, campaignId: null }
const halt = (change: object = {}) => ({
  level: 'all' as const,
  scope: everything,
  exceptions: [],
  liftedAt: null,
  ...change,
})
const speech = (change: object = {}) => ({
  workspaceId: 'w1',
  account: { id: 'a1', network: 'bluesky' },
  campaignId: 'c1',
  origin: 'person' as const,
  ...change,
})

test('a stop of everything covers all speech until it is lifted', () => {
  expect(covers(halt(), speech())).toBe(true)
  expect(covers(halt({ liftedAt: '2026-03-01T09:00:00.000Z' }), speech())).toBe(false)
})

test('each part of a scope narrows it', () => {
  for (const [part, mine, other] of [
    ['workspaceId', 'w1', 'w2'],
    ['network', 'bluesky', 'mastodon'],
    ['accountId', 'a1', 'a2'],
    ['campaignId', 'c1', 'c2'],
  ] as const) {
    const covered = [mine, other].map((value) => covers(halt({ scope: { ...everything, [part]: value } }), speech()))
    expect([part, ...covered]).toEqual([part, true, false])
  }
})

test('a level covers what it says and nothing above it', () => {
  const covered = (level: string) =>
    (['automation', 'scheduled', 'person'] as const).filter((origin) => covers(halt({ level }), speech({ origin })))
  expect(covered('automation')).toEqual(['automation'])
  expect(covered('scheduled')).toEqual(['automation', 'scheduled'])
  expect(covered('all')).toEqual(['automation', 'scheduled', 'person'])
})

test('what was lifted before the rest is free, and only that', () => {
  const partly = halt({ exceptions: [{ ...everything, accountId: 'a1' }] })
  expect(covers(partly, speech())).toBe(false)
  expect(covers(partly, speech({ account: { id: 'a2', network: 'bluesky' } }))).toBe(true)
})
