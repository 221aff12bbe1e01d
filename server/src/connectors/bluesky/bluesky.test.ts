import { FaultyProxy, openBluesky, type Bluesky, type Person } from '@vigie/playground'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connector, Credentials, Outbound } from '../contract.ts'
import { createHttp, type Http } from '../http.ts'
import { serve } from '../testing/local-server.ts'
import { picture } from '../testing/media-contract.ts'
import { testPermit } from '../testing/permit.ts'
import { createBluesky } from './index.ts'

// what is Bluesky's own, beyond the contract of all networks
let network: Bluesky
let http: Http
let bluesky: Connector

beforeAll(async () => {
  network = await openBluesky()
  http = createHttp({ allowPrivate: true })
  bluesky = createBluesky({ http, now: () => new Date() })
}, 60_000)

afterAll(async () => {
  await http.close()
  await network[Symbol.asyncDispose]()
})

async function signIn(person: Person, password = person.appPassword): Promise<Credentials> {
  const outcome = await bluesky.signIn({ service: network.url, handle: person.handle, password })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  return outcome.credentials
}

function outbound(text: string, more: Partial<Outbound> = {}): Outbound {
  const now = new Date()
  return { kind: 'post', key: bluesky.newKey(now), createdAt: now, text, languages: ['fr'], ...more }
}

const sent = ({ key, text, createdAt }: Outbound) => ({ key, text, since: createdAt, others: [] })

async function publish(credentials: Credentials, draft: Outbound) {
  const ready = await bluesky.prepare(credentials, draft)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  const outcome = await bluesky.publish(testPermit.speech(), credentials, ready.prepared)
  if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome))
  return outcome.post
}

test('the record is what the composer showed', async () => {
  const { mairie, alice } = network
  const credentials = await signIn(mairie)
  const text = 'Été 👩‍👩‍👧 : @alice.test, @nobody.test, lyon.fr/vote et #Vélo'
  const draft = outbound(text, { languages: ['fr', 'en-GB'] })
  const post = await publish(credentials, draft)
  const [stored] = await network.posts(mairie.did)
  expect(stored).toMatchObject({ uri: post.id, cid: post.version, rkey: draft.key })
  const bytes = new TextEncoder().encode(text)
  const facets = stored?.record['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[]
  const shown = facets.map(({ index, features }) => [
    new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)),
    features[0],
  ])
  expect(shown).toEqual([
    ['@alice.test', { $type: 'app.bsky.richtext.facet#mention', did: alice.did }],
    // nobody of that name: plain text
    ['lyon.fr/vote', { $type: 'app.bsky.richtext.facet#link', uri: 'https://lyon.fr/vote' }],
    ['#Vélo', { $type: 'app.bsky.richtext.facet#tag', tag: 'Vélo' }],
  ])
  expect(stored?.record).toMatchObject({
    $type: 'app.bsky.feed.post',
    langs: ['fr', 'en-GB'],
    createdAt: draft.createdAt.toISOString(),
  })
})

test('a post that cannot name its mentions waits', async () => {
  await using proxy = await FaultyProxy.open(network.url)
  const credentials = { ...(await signIn(network.mairie)), pdsUrl: proxy.url }
  proxy.answerNext(502, {}, { error: 'UpstreamFailure' }, 'resolveHandle')
  const draft = outbound('@alice.test')
  expect(await bluesky.prepare(credentials, draft)).toMatchObject({ kind: 'later', reason: 'service_down' })
  await proxy.refuse()
  expect(await bluesky.prepare(credentials, draft)).toMatchObject({ kind: 'later', reason: 'unreachable' })
})

test('a reply names its parent and root, also when only their addresses are known', async () => {
  const { bob } = network
  const credentials = await signIn(bob)
  const root = await publish(credentials, outbound('racine'))
  const draft = outbound('réponse', { kind: 'reply', inReplyTo: { root: { id: root.id }, parent: { id: root.id } } })
  await publish(credentials, draft)
  const reply = (await network.posts(bob.did)).find(({ rkey }) => rkey === draft.key)
  const ref = { uri: root.id, cid: root.version }
  expect(reply?.record['reply']).toEqual({ root: ref, parent: ref })
  await bluesky.remove(testPermit.care(), credentials, root.id)
  const late = outbound('trop tard', { kind: 'reply', inReplyTo: { root: { id: root.id }, parent: { id: root.id } } })
  expect(await bluesky.prepare(credentials, late)).toMatchObject({ kind: 'rejected', reason: 'parent_gone' })
})

test.each([
  ['a direct message', { kind: 'direct_message' as const }, 'kind'],
  ['a repost of nothing', { kind: 'repost' as const }, 'subject'],
  ['a reply to nothing', { kind: 'reply' as const }, 'inReplyTo'],
  ['a key of another form', { key: 'abc' }, 'key'],
  ['four languages', { languages: ['fr', 'en', 'de', 'it'] }, 'languages'],
  ['a language that is none', { languages: ['fr', '?'] }, 'languages.1'],
  ['half a character', { text: 'a\ud83d' }, 'text'],
])('%s is refused before it goes out', async (_, more, field) => {
  const problems = bluesky.validate(outbound('ok', more))
  expect(problems).toMatchObject([{ field, detail: expect.any(String) }])
})

test('the rule for lengths is the network’s: what we let pass it takes', async () => {
  const credentials = await signIn(network.mairie)
  const family = '👩‍👩‍👧' // 18 bytes, one character to a reader
  for (const text of ['é'.repeat(300), family.repeat(166), 'x'.repeat(300)]) {
    expect(bluesky.validate(outbound(text))).toEqual([])
    await publish(credentials, outbound(text))
  }
  expect(bluesky.validate(outbound(family.repeat(167)))).toMatchObject([{ code: 'text_too_long' }])
})

test('signing in takes handles as people paste them', async () => {
  const { alice } = network
  for (const handle of [
    `@${alice.handle}`,
    ` ${alice.handle.toUpperCase()} `,
    `\u202a@${alice.handle}\u202c`,
    alice.email,
    alice.did,
  ]) {
    const outcome = await bluesky.signIn({ service: `${network.url}/`, handle, password: alice.appPassword })
    expect(outcome).toMatchObject({ kind: 'signed_in', profile: { id: alice.did, handle: 'alice.test' } })
  }
})

test('the name and picture come from the repository where there is no AppView', async () => {
  const { alice } = network
  const outcome = await bluesky.signIn({ service: network.url, handle: alice.handle, password: alice.appPassword })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  expect(outcome.profile).toMatchObject({ displayName: 'Alice Martin', url: 'https://bsky.app/profile/alice.test' })
  const picture = await http.fetch(outcome.profile.avatarUrl ?? '')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
})

test('a main password is used once and not kept: its session ends, which each renewal puts off', async () => {
  const { bob } = network
  const kept = await signIn(bob)
  expect(kept).toHaveProperty('appPassword')
  expect(bluesky.signInEnds(kept)).toBeUndefined()
  const credentials = await signIn(bob, bob.password)
  expect(Object.values(credentials)).not.toContain(bob.password)
  const renewed = await bluesky.refreshAuth(credentials)
  if (renewed.kind !== 'ok') throw new Error(renewed.detail)
  const [before = 0, after = 0] = [credentials, renewed.credentials].map((one) => bluesky.signInEnds(one)?.at.getTime())
  expect(before).toBeGreaterThan(Date.now() + 86_400_000)
  expect(after).toBeGreaterThanOrEqual(before)
})

test('a session that ended is opened again with the app password', async () => {
  const credentials = await signIn(network.bob)
  const renewed = await bluesky.refreshAuth({ ...credentials, refreshJwt: credentials['accessJwt'] ?? '' })
  expect(renewed).toMatchObject({ kind: 'ok', credentials: { did: network.bob.did } })
})

test.each([
  ['a website', (response: string) => response],
  ['another API', () => '{"hello":"world"}'],
])('%s is not a service', async (_, body) => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body('<html></html>'))
  })
  const outcome = await bluesky.signIn({ service: server.url, handle: 'a.test', password: 'x' })
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'not_a_service', field: 'service' })
})

test.each([
  [{ service: 'ftp://x' }, 'invalid', 'service'],
  [{ service: 'http://u:p@x.example' }, 'invalid', 'service'],
  [{ handle: 'mairie' }, 'invalid', 'handle'],
  [{ handle: '' }, 'invalid', 'handle'],
  [{ password: ' ' }, 'invalid', 'password'],
  [{ service: 'nowhere.invalid' }, 'unreachable', 'service'],
])('%j is refused as %s', async (input, reason, field) => {
  const good = { service: network.url, handle: 'alice.test', password: 'x' }
  expect(await bluesky.signIn({ ...good, ...input })).toMatchObject({ kind: 'refused', reason, field })
})

test('a private address is refused where the configuration does not allow it', async () => {
  const careful = createBluesky({ http: createHttp(), now: () => new Date() })
  const input = { service: network.url, handle: 'alice.test', password: 'x' }
  const outcome = await careful.signIn(input)
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'unreachable', field: 'service' })
  expect(outcome).toHaveProperty('detail', expect.stringContaining('private'))
})

test('what the network says of a sign-in is told apart', async () => {
  await using proxy = await FaultyProxy.open(network.url)
  const input = { service: proxy.url, handle: 'alice.test', password: 'x' }
  const said = async (status: number, error: string, headers = {}, more = {}) => {
    proxy.answerNext(status, headers, { error, message: 'x' }, 'createSession')
    return bluesky.signIn({ ...input, ...more })
  }
  expect(await said(401, 'AuthFactorTokenRequired')).toMatchObject({ reason: 'second_factor', field: 'code' })
  expect(await said(400, 'InvalidToken', {}, { code: 'A-B' })).toMatchObject({ reason: 'second_factor', field: 'code' })
  expect(await said(401, 'AccountTakedown')).toMatchObject({ reason: 'account_restricted' })
  expect(await said(500, 'InternalServerError')).toMatchObject({ reason: 'unreachable', field: 'service' })
  const limited = await said(429, 'RateLimitExceeded', { 'retry-after': '60' })
  expect(limited).toMatchObject({ reason: 'rate_limited', retryAt: expect.any(Date) })
})

test('a shut account is restricted: it may not speak, and need not sign in again', async () => {
  const person = await network.createPerson('shut')
  const credentials = await signIn(person)
  const draft = outbound('hors ligne')
  const ready = await bluesky.prepare(credentials, draft)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  await network.takeDown(person.did)
  expect(await bluesky.publish(testPermit.speech(), credentials, ready.prepared)).toMatchObject({
    kind: 'rejected',
    reason: 'account_restricted',
  })
  expect(await bluesky.check(credentials)).toMatchObject({ kind: 'restricted' })
  expect(await bluesky.refreshAuth(credentials)).toMatchObject({ kind: 'restricted' })
  expect(await bluesky.settle(credentials, sent(draft))).toMatchObject({ kind: 'unknown' })
  await network.restore(person.did)
  expect(await bluesky.check(credentials)).toMatchObject({ kind: 'ok' })
  expect(await bluesky.settle(credentials, sent(draft))).toEqual({ kind: 'absent' })
})

test('what is left of the allowance is remembered', async () => {
  await using proxy = await FaultyProxy.open(network.url)
  const credentials = { ...(await signIn(network.alice)), pdsUrl: proxy.url }
  const ready = await bluesky.prepare(credentials, outbound('compte'))
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  expect(bluesky.rateState(network.alice.did)).toEqual({})
  const headers = { 'ratelimit-limit': '5000', 'ratelimit-remaining': '12', 'ratelimit-reset': '1795172400' }
  proxy.answerNext(429, headers, { error: 'RateLimitExceeded' }, 'putRecord')
  await bluesky.publish(testPermit.speech(), credentials, ready.prepared)
  const state = { limit: 5000, remaining: 12, resetsAt: new Date(1795172400_000) }
  expect(bluesky.rateState(network.alice.did)).toEqual(state)
})

test('nobody else’s post is taken down', async () => {
  const credentials = await signIn(network.mairie)
  const post = await publish(await signIn(network.alice), outbound('à alice'))
  const permit = testPermit.care()
  const outcome = await bluesky.remove(permit, credentials, post.id)
  expect(outcome).toMatchObject({ kind: 'rejected', reason: 'not_permitted' })
  expect(permit.spends).toBe(0)
})

test('links can lead to another web address than bsky.app', async () => {
  const { alice } = network
  const local = createBluesky({ http, now: () => new Date(), web: 'http://localhost:4409/' })
  const draft = outbound('lien')
  const ready = await local.prepare(await signIn(alice), draft)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  const outcome = await local.publish(testPermit.speech(), await signIn(alice), ready.prepared)
  const url = `http://localhost:4409/profile/${alice.did}/post/${draft.key}`
  expect(outcome).toMatchObject({ kind: 'published', post: { url } })
})

test('pictures have their shape, and a card its words and picture', async () => {
  const credentials = await signIn(network.bob)
  await publish(credentials, outbound('look', { media: [await picture('A cat')] }))
  const card = { url: 'https://lyon.fr/', title: 'Lyon', description: 'A town', picture: await picture('Lyon') }
  await publish(credentials, outbound('lyon.fr', { card }))
  const [cat, town] = (await network.posts(network.bob.did)).slice(-2).map(({ record }) => record['embed'])
  expect(await network.attachments(network.bob.did, cat)).toMatchObject([
    { alt: 'A cat', type: 'image/jpeg', aspectRatio: { width: 60, height: 40 } },
  ])
  expect(town).toMatchObject({
    $type: 'app.bsky.embed.external',
    external: { uri: 'https://lyon.fr/', title: 'Lyon', description: 'A town', thumb: { mimeType: 'image/jpeg' } },
  })
})

test('a server that stores less than the network lowers what is asked for', async () => {
  const checked = await bluesky.check(await signIn(network.mairie))
  // the usual 5 MB of a server of one's own
  expect(checked).toMatchObject({
    profile: { mediaLimits: { image: { bytes: 2_000_000 }, video: { bytes: 5 * 1024 * 1024 } } },
  })
})
