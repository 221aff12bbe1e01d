import { lookup } from 'node:dns'
import { FaultyProxy, openMastodon, type Citizen, type Mastodon } from '@vigie/playground'
import { afterAll, beforeAll } from 'vitest'
import { connectorContract, type NetworkWorld } from '../contract-suite.ts'
import type { QuotePolicy, Visibility } from '../contract.ts'
import { createHttp } from '../http.ts'
import { mediaContract } from '../testing/media-contract.ts'
import { createMastodon } from './index.ts'

let server: Mastodon
let people = 0

beforeAll(async () => {
  // the hardest of its kind: our key protects nothing
  server = await openMastodon({ settings: { idempotency: 'ignored' } })
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  server.assertAsDescribed()
})

connectorContract('mastodon', openWorld)
mediaContract('mastodon', openWorld)

const visibilities: Record<string, Visibility> = { public: 'public', unlisted: 'unlisted', private: 'followers' }
const quotePolicies: Record<string, QuotePolicy> = { public: 'everyone', followers: 'followers', nobody: 'nobody' }

function about(person: Citizen, remoteId: string) {
  const toots = server.posts(person)
  const toot = toots.find(({ id }) => id === remoteId)
  if (toot === undefined) throw new Error(`${remoteId} is not there`)
  let root = toot
  for (let above: typeof toot | undefined = toot; above !== undefined;) {
    root = above
    const answers: string | null = above.answers
    above = toots.find(({ id }) => id === answers)
  }
  return {
    root: root === toot ? null : root.id,
    parent: toot.answers,
    language: toot.language,
    contentWarning: toot.warning,
    visibility: visibilities[toot.visibility] ?? 'public',
    replyControl: ['everyone'] as const,
    quotePolicy: quotePolicies[toot.quotePolicy ?? 'public'] ?? 'everyone',
  }
}

async function openWorld(): Promise<NetworkWorld> {
  const person = server.createPerson(`person${people++}`)
  const proxy = await FaultyProxy.open(server.url)
  let connecting: () => void = () => undefined
  const http = createHttp({
    allowPrivate: ['localhost'],
    lookup: (host, options, callback) => {
      connecting()
      lookup(host, options, callback)
    },
  })
  const good = { service: proxy.url, accessToken: server.token(person) }
  const retryAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 300_000)
  return {
    connector: createMastodon({ http, now: () => new Date() }),
    proxy,
    writes: {
      publish: ({ method, path }) => method === 'POST' && path === '/api/v1/statuses',
      remove: ({ method }) => method === 'DELETE',
      upload: '/api/v2/media',
      refusal: { status: 422, body: { error: 'Validation failed: File content type is invalid' } },
    },
    signIn: { good, wrongPassword: { ...good, accessToken: 'no-token-at-all' } },
    texts: async () => server.posts(person).map(({ text }) => text),
    about: async (remoteId) => about(person, remoteId),
    attachments: async () =>
      (server.posts(person).at(-1)?.media ?? []).map(({ description, bytes }) => ({ alt: description ?? '', bytes })),
    deleteElsewhere: async (remoteId) => server.deletePost(remoteId),
    scheduleElsewhere: async (text, dueAt) => server.schedule(person, text, dueAt),
    broken: (credentials) => ({ ...credentials, accessToken: 'no-token-at-all' }),
    revoke: async () => server.revoke(person),
    rateLimit: {
      status: 429,
      headers: {
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': retryAt.toISOString(),
      },
      body: { error: 'Too many requests' },
      retryAt,
    },
    tooLong: 'é'.repeat(501),
    withText: (prepared, text) => ({ ...prepared, body: { ...prepared.body, status: text } }),
    onConnecting: (act) => void (connecting = act),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]()
      await http.close()
    },
  }
}
