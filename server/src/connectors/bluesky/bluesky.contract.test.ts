import { lookup } from 'node:dns'
import { FaultyProxy, openBluesky, type Bluesky } from '@vigie/playground'
import { afterAll, beforeAll } from 'vitest'
import { connectorContract, type NetworkWorld } from '../contract-suite.ts'
import { createHttp } from '../http.ts'
import { createBluesky } from './index.ts'

let network: Bluesky
let people = 0

beforeAll(async () => {
  network = await openBluesky()
}, 60_000)

afterAll(async () => network[Symbol.asyncDispose]())

connectorContract('bluesky', openWorld)

async function openWorld(): Promise<NetworkWorld> {
  const person = await network.createPerson(`person${people++}`)
  const proxy = await FaultyProxy.open(network.url)
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
    connector: createBluesky({ http, now: () => new Date() }),
    proxy,
    writes: { publish: 'com.atproto.repo.putRecord', remove: 'com.atproto.repo.deleteRecord' },
    signIn: {
      good,
      unknownHandle: { ...good, handle: 'nobody.test' },
      wrongPassword: { ...good, password: 'aaaa-bbbb-cccc-dddd' },
    },
    texts: async () => (await network.posts(person.did)).map(({ text }) => text),
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
