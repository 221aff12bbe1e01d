import { lookup } from 'node:dns'
import { FaultyProxy, openBluesky, type Bluesky, type Person } from '@vigie/playground'
import { afterAll, beforeAll, describe } from 'vitest'
import { connectorContract, type NetworkWorld } from '../contract-suite.ts'
import type { ReplyRule } from '../contract.ts'
import { createHttp, type Http } from '../http.ts'
import { behind, signInByPage } from '../testing/by-page.ts'
import { mediaContract } from '../testing/media-contract.ts'
import { createBluesky } from './index.ts'

let network: Bluesky
let people = 0

beforeAll(async () => {
  network = await openBluesky()
}, 60_000)

afterAll(async () => network[Symbol.asyncDispose]())

connectorContract('bluesky', openWorld)
mediaContract('bluesky', openWorld)

// all of it passes; what does not depend on the sign-in is left out for its time
const dependsOnSignIn =
  /lost answer is|access that ran out|taken back|trouble on the way|runs out while|permit that is over|changed afterwards/

describe('signed in on the server’s page', () => {
  connectorContract('bluesky', openWorldByPage, dependsOnSignIn)
})

/** A record of somebody, read from the service; undefined where there is none. */
async function recordOf(repo: string, collection: string, rkey: string): Promise<Record<string, unknown> | undefined> {
  const query = new URLSearchParams({ repo, collection, rkey })
  const answer = await fetch(`${network.url}/xrpc/com.atproto.repo.getRecord?${query}`)
  return answer.ok ? ((await answer.json()) as { value: Record<string, unknown> }).value : undefined
}

const replyRules: Record<string, ReplyRule> = {
  mentionRule: 'mentioned',
  followingRule: 'following',
  followerRule: 'followers',
}

async function about(did: string, remoteId: string) {
  const key = remoteId.slice(remoteId.lastIndexOf('/') + 1)
  const post = (await recordOf(did, 'app.bsky.feed.post', key)) as {
    langs?: string[]
    reply?: Record<'root' | 'parent', { uri: string }>
    labels?: { values: { val: string }[] }
  }
  const gate = (await recordOf(did, 'app.bsky.feed.threadgate', key)) as { allow?: { $type: string }[] } | undefined
  const postgate = await recordOf(did, 'app.bsky.feed.postgate', key)
  const rules = gate?.allow?.map(({ $type }) => replyRules[$type.split('#')[1] ?? ''] ?? 'everyone')
  return {
    root: post.reply?.root.uri ?? null,
    parent: post.reply?.parent.uri ?? null,
    language: post.langs?.[0] ?? null,
    contentWarning: post.labels?.values[0]?.val ?? '',
    visibility: 'public' as const,
    replyControl: rules === undefined ? (['everyone'] as const) : rules.length === 0 ? (['nobody'] as const) : rules,
    quotePolicy: postgate === undefined ? ('everyone' as const) : ('nobody' as const),
  }
}

/** As `openWorld`, with the account signed in on its server's page. */
async function openWorldByPage(): Promise<NetworkWorld> {
  const person = await network.createPerson(`person${people++}`)
  const proxy = await FaultyProxy.open(network.url)
  const world = await openWorldOf(person, proxy, (http) => behind(http, network.url, proxy.url))
  const { connector } = world
  return {
    ...world,
    connector: {
      ...connector,
      signIn: () => signInByPage(connector, person, network.url),
    },
    expired: (credentials) => ({
      ...credentials,
      accessJwt: network.expiredGrant(credentials['accessJwt'] ?? ''),
      accessEndsAt: new Date(Date.now() - 60_000).toISOString(),
    }),
    revoke: async () => void (await network.revokeGrants(person.did)),
  }
}

async function openWorld(): Promise<NetworkWorld> {
  const person = await network.createPerson(`person${people++}`)
  return openWorldOf(person, await FaultyProxy.open(network.url))
}

async function openWorldOf(
  person: Person,
  proxy: FaultyProxy,
  around: (http: Http) => Http = (same) => same,
): Promise<NetworkWorld> {
  let connecting: () => void = () => undefined
  const http = createHttp({
    allowPrivate: ['localhost'],
    lookup: (host, options, callback) => {
      connecting()
      lookup(host, options, callback)
    },
  })
  const good = { service: proxy.url, handle: person.handle, password: person.appPassword }
  const retryAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 300_000)
  return {
    connector: createBluesky({ http: around(http), now: () => new Date(), directory: network.plcUrl }),
    proxy,
    writes: {
      publish: 'com.atproto.repo.putRecord',
      remove: 'com.atproto.repo.deleteRecord',
      upload: 'com.atproto.repo.uploadBlob',
      refusal: { status: 400, body: { error: 'BlobTooLarge', message: 'This file is too large' } },
    },
    attachments: async () => {
      const { embed } = (await network.posts(person.did)).at(-1)?.record ?? {}
      return network.attachments(person.did, embed)
    },
    signIn: {
      good,
      unknownHandle: { ...good, handle: 'nobody.test' },
      wrongPassword: { ...good, password: 'aaaa-bbbb-cccc-dddd' },
    },
    texts: async () => (await network.posts(person.did)).map(({ text }) => text),
    about: (remoteId) => about(person.did, remoteId),
    deleteElsewhere: (remoteId) => network.deletePost(person, remoteId.slice(remoteId.lastIndexOf('/') + 1)),
    expired: (credentials) => ({ ...credentials, accessJwt: network.expiredAccessToken(person.did) }),
    broken: (credentials) => ({ ...credentials, accessJwt: 'no.token.at-all' }),
    revoke: () => network.revokeAppPassword(person, 'vigie'),
    rateLimit: {
      status: 429,
      headers: {
        'ratelimit-limit': '5000',
        'ratelimit-remaining': '0',
        'ratelimit-reset': String(retryAt.getTime() / 1000),
        'ratelimit-policy': '5000;w=3600',
      },
      body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
      retryAt,
    },
    tooLong: 'é'.repeat(301),
    withText: (prepared, text) => ({ ...prepared, body: { ...prepared.body, text, facets: [] } }),
    onConnecting: (act) => void (connecting = act),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]()
      await http.close()
    },
  }
}
