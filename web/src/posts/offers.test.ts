import { expect, test } from 'vitest'
import { offersOf, type Has } from './offers.ts'

const nothing = {
  kinds: ['post'],
  visibility: [],
  replyControl: [],
  changeReplyControl: false,
  quotePolicy: [],
} as const
const known: Record<string, Has> = {
  bluesky: { ...nothing, replyControl: ['nobody', 'everyone'], contentWarning: ['nudity'], quotePolicy: ['nobody'] },
  mastodon: {
    ...nothing,
    kinds: ['post', 'first_comment'],
    visibility: ['followers', 'public'],
    contentWarning: 'text',
    quotePolicy: ['everyone', 'followers'],
    quotePolicyFeature: 'quote_policy',
  },
}
const has = (network: string) => known[network]
const bluesky = { network: 'bluesky' as const, features: [] }
const mastodon = (...features: string[]) => ({ network: 'mastodon' as const, features })

test('what is offered is what the networks of the accounts have, in one order, with the networks that have it', () => {
  const offers = offersOf([bluesky, mastodon('quote_policy'), mastodon()], has)
  expect(offers.replyControl).toEqual({ values: ['everyone', 'nobody'], networks: ['bluesky'] })
  expect(offers.visibility).toEqual({ values: ['public', 'followers'], networks: ['mastodon'] })
  expect(offers.quotePolicy).toEqual({ values: ['everyone', 'followers', 'nobody'], networks: ['bluesky', 'mastodon'] })
  expect([offers.warning.networks, offers.labels.networks]).toEqual([['mastodon'], ['bluesky']])
  expect(offers.firstComment.networks).toEqual(['mastodon'])
})

test('a server that does not say it has it is not offered it; a network nothing is known of offers nothing', () => {
  expect(offersOf([mastodon()], has).quotePolicy.values).toEqual([])
  expect(Object.values(offersOf([bluesky], () => undefined)).flatMap(({ values }) => [...values])).toEqual([])
})
