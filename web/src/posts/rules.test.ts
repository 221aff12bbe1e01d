import { expect, test } from 'vitest'
import { rulesOf } from './rules.ts'

const bluesky = { network: 'bluesky' as const, service: 'https://bsky.social', textLimits: null }
const mastodon = (host: string, characters: number) => ({
  network: 'mastodon' as const,
  service: `https://${host}`,
  textLimits: { characters, perLink: 23 },
})

test('each network counts by its own rule, and each server by its own limit', () => {
  const rules = rulesOf([bluesky, mastodon('a.example', 500), mastodon('b.example', 500), mastodon('c.example', 5000)])
  const address = `https://example.org/${'x'.repeat(80)}`
  expect(rules.map((rule) => [rule.network, rule.server, rule.count(address).used, rule.count(address).limit])).toEqual(
    [
      ['bluesky', undefined, 100, 300],
      ['mastodon', 'a.example', 23, 500],
      ['mastodon', 'c.example', 23, 5000],
    ],
  )
})

test('where all servers agree none is named; without an account there is one rule', () => {
  expect(rulesOf([mastodon('a.example', 500), mastodon('b.example', 500)])).toMatchObject([{ server: undefined }])
  expect(rulesOf([])).toMatchObject([{ network: 'bluesky' }])
})
