import { AtpAgent, type AppBskyFeedPost } from '@atproto/api'
import { expect } from '@playwright/test'
import type { Bluesky } from '@vigie/playground'

interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number }
  readonly features: readonly Readonly<Record<string, string>>[]
}

/** The post is in the account's repository once, with its links in the right bytes, and others see it. */
export async function checkPublished(network: Bluesky, text: string): Promise<void> {
  const { mairie, alice, appViewUrl = '' } = network
  const stored = (await network.posts(mairie.did)).filter((post) => post.text === text)
  expect(stored).toHaveLength(1)
  const record = stored[0]!.record as unknown as AppBskyFeedPost.Record
  const bytes = Buffer.from(text)
  const facets = (record.facets ?? []) as unknown as Facet[]
  const marked = facets.map(({ index, features }) => ({
    covers: bytes.subarray(index.byteStart, index.byteEnd).toString(),
    leads: features[0]?.['uri'] ?? features[0]?.['did'] ?? features[0]?.['tag'],
  }))
  expect(marked).toEqual([
    { covers: '@alice.test', leads: alice.did },
    {
      covers: expect.stringMatching(/^https:\/\/example\.org\/\S+$/),
      leads: expect.stringContaining('https://example.org/'),
    },
    { covers: '#SaintAubin', leads: 'SaintAubin' },
  ])
  await network.settled()
  const { data } = await new AtpAgent({ service: appViewUrl }).getAuthorFeed({ actor: mairie.did })
  const seen = data.feed.map(({ post }) => (post.record as AppBskyFeedPost.Record).text)
  expect(seen.filter((one) => one === text)).toHaveLength(1)
}
