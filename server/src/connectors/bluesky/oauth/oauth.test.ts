import { FaultyProxy, openBluesky, type Bluesky, type Person } from '@vigie/playground'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Connector, Credentials, Prepared } from '../../contract.ts'
import { createHttp } from '../../http.ts'
import { behind, signInByPage } from '../../testing/by-page.ts'
import { testPermit } from '../../testing/permit.ts'
import { createBluesky } from '../index.ts'

// the one part that cannot be real here: the name system
const records = vi.hoisted(() => new Map<string, string>())
vi.mock('node:dns/promises', () => ({
  resolveTxt: (name: string) =>
    records.has(name) ? Promise.resolve([[records.get(name)]]) : Promise.reject(new Error('ENOTFOUND')),
}))

const http = createHttp({ allowPrivate: ['localhost'] })
let network: Bluesky
let proxy: FaultyProxy
let person: Person
let later = 0
let bluesky: Connector
let credentials: Credentials

beforeAll(async () => {
  network = await openBluesky()
  proxy = await FaultyProxy.open(network.url)
  person = network.alice
  bluesky = createBluesky({
    http: behind(http, network.url, proxy.url),
    now: () => new Date(Date.now() + later),
    directory: network.plcUrl,
  })
  credentials = await signedIn(person)
}, 60_000)

afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
  await http.close()
})

async function signedIn(who: Person, returnTo?: string): Promise<Credentials> {
  const outcome = await signInByPage(bluesky, who, network.url, returnTo === undefined ? {} : { returnTo })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  expect(outcome.profile).toMatchObject({ id: who.did, handle: who.handle, displayName: who.displayName })
  return outcome.credentials
}

async function prepared(text: string): Promise<Prepared> {
  const now = new Date()
  const draft = { kind: 'post', key: bluesky.newKey(now), createdAt: now, text, languages: ['fr'] } as const
  const outcome = await bluesky.prepare(credentials, draft)
  if (outcome.kind !== 'ready') throw new Error(outcome.detail)
  return outcome.prepared
}

test('a write refused for its nonce has done nothing, and goes with the next permit', async () => {
  const post = await prepared('three permits')
  const stale = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'one-that-was' }
  proxy.answerNext(401, stale, { error: 'use_dpop_nonce', message: 'nonce mismatch' }, 'putRecord')
  const publish = () => bluesky.publish(testPermit.speech(), credentials, post)
  const refused = { kind: 'later', reason: 'permit_expired', detail: expect.stringContaining('nonce') }
  expect(await publish()).toMatchObject(refused)
  // now it is the server itself that does not know what the proof was made with
  expect(await publish()).toMatchObject(refused)
  expect(await network.count(person.did)).toBe(0)
  expect(await publish()).toMatchObject({ kind: 'published' })
  expect(proxy.requests('putRecord')).toHaveLength(3)
  expect(await network.count(person.did)).toBe(1)
})

test('what proofs are made with is asked for anew before it is too old', async () => {
  await prepared('now')
  const asked = () => proxy.requests('getSession').length
  const before = asked()
  await prepared('at once')
  expect(asked()).toBe(before)
  later += 61_000
  await prepared('a minute later')
  expect(asked()).toBe(before + 1)
  later = 0
})

test('Vigie with an address on the Internet signs with its own key, and is renewed so', async () => {
  const returnTo = 'https://vigie.saint-aubin.fr/api/sign-in/return'
  const { redirect, refreshAuth } = bluesky
  const made = await redirect?.register(network.url, returnTo)
  if (redirect === undefined || made?.kind !== 'registered') throw new Error('not registered')
  const described = redirect.describe?.(made.app)
  expect(described).toMatchObject({
    client_id: 'https://vigie.saint-aubin.fr/oauth/bluesky/client-metadata.json',
    redirect_uris: [returnTo],
    token_endpoint_auth_method: 'private_key_jwt',
  })
  // nothing of the private key
  expect(JSON.stringify(described)).not.toContain('"d":')
  // the server cannot read it from there
  const begun = await redirect.begin(network.url, made.app, { returnTo, state: 's', challenge: 'c'.repeat(43) })
  expect(begun).toMatchObject({ kind: 'refused', reason: 'page_impossible' })
  await network.introduce(made.app['clientId'] ?? '', described ?? {})
  const own = { ...bluesky, redirect: { ...redirect, register: () => Promise.resolve(made) } }
  const outcome = await signInByPage(own, network.bob, network.url, { returnTo })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  expect(outcome.credentials['clientSecret']).toBe(made.app['clientSecret'])
  const renewed = await refreshAuth(outcome.credentials)
  if (renewed.kind !== 'ok') throw new Error(renewed.detail)
  expect(await bluesky.check(renewed.credentials)).toMatchObject({ kind: 'ok' })
  // renewing does not put its end off
  const end = bluesky.signInEnds(outcome.credentials)
  expect(end?.at.getTime()).toBeGreaterThan(Date.now() + 700 * 86_400_000)
  expect(bluesky.signInEnds(renewed.credentials)).toEqual(end)
  // another key is not ours: the sign-in waits for it, and is not thrown away
  const other = await redirect.register(network.url, returnTo)
  const stolen =
    other.kind === 'registered' ? { ...renewed.credentials, clientSecret: other.app['clientSecret'] ?? '' } : {}
  expect(await refreshAuth(stolen)).toMatchObject({
    kind: 'transient',
    detail: expect.stringContaining('invalid_client'),
  })
  expect(await refreshAuth(renewed.credentials)).toMatchObject({ kind: 'ok' })
})

test('where people cannot be led back to, nobody is sent', async () => {
  for (const origin of ['http://vigie.example', 'http://10.0.0.5:4400', 'https://10.0.0.5', 'https://localhost']) {
    const made = await bluesky.redirect?.register('', `${origin}/api/sign-in/return`)
    expect(made).toMatchObject({ kind: 'refused', reason: 'page_impossible' })
  }
})

test('a no, a code that is none, and another server’s answer connect nothing', async () => {
  const { redirect } = bluesky
  if (redirect === undefined) throw new Error('no page')
  const answered = (change: object) => {
    const finish: typeof redirect.finish = (service, app, answer) =>
      redirect.finish(service, app, { ...answer, ...change })
    return signInByPage({ ...bluesky, redirect: { ...redirect, finish } }, person, network.url)
  }
  expect(await answered({ code: 'cod-none' })).toMatchObject({ kind: 'refused', reason: 'sign_in_over' })
  expect(await answered({ verifier: 'v'.repeat(43) })).toMatchObject({ kind: 'refused', reason: 'sign_in_over' })
  for (const issuer of ['https://elsewhere.example', undefined]) {
    expect(await answered({ issuer })).toMatchObject({ kind: 'refused', reason: 'invalid' })
  }
})

test('whose page it is, is found by handle, by DID, and by the server', async () => {
  const find = async (input: Record<string, string>) => bluesky.redirect?.find(input)
  records.set('_atproto.alice.test', `did=${person.did}`)
  const found = { kind: 'found', service: network.url }
  expect(await find({ handle: ' @Alice.test ' })).toEqual({ ...found, hint: 'Alice.test' })
  expect(await find({ handle: 'bob.test', service: network.url })).toEqual({ ...found, hint: 'bob.test' })
  expect(await find({ id: person.did, service: network.url })).toEqual({ ...found, hint: person.did })
  expect(await find({ handle: network.url })).toEqual(found)
  expect(await find({ service: network.url })).toEqual(found)
  const refused = (reason: string, field: string) => ({ kind: 'refused', reason, field })
  expect(await find({ handle: 'nobody.test', service: network.url })).toMatchObject(refused('unknown_handle', 'handle'))
  expect(await find({ handle: 'alice' })).toMatchObject(refused('invalid', 'handle'))
  expect(await find({ handle: '' })).toMatchObject(refused('invalid', 'handle'))
  expect(await find({ service: network.plcUrl })).toMatchObject(refused('not_a_service', 'service'))
  // who says to be alice must be named so by alice's identity
  records.set('_atproto.false.test', `did=${person.did}`)
  expect(await find({ handle: 'false.test' })).toMatchObject(refused('unknown_handle', 'handle'))
})

test('given back, it works no more', async () => {
  const gone = await signedIn(person)
  await bluesky.revoke?.(gone)
  expect(await bluesky.check(gone)).toMatchObject({ kind: 'sign_in' })
  expect(await bluesky.refreshAuth(gone)).toMatchObject({ kind: 'revoked' })
})

test('an account that was shut is restricted, not signed out', async () => {
  const { mairie } = network
  const kept = await signedIn(mairie)
  await network.takeDown(mairie.did)
  expect(await bluesky.refreshAuth(kept)).toMatchObject({ kind: 'restricted' })
  expect(await bluesky.check(kept)).toMatchObject({ kind: 'restricted' })
})
