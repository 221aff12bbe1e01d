import { failures, openMastodon, usualSettings, type Citizen, type Mastodon } from '@vigie/playground'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Connector, Credentials, Outbound, Sent } from '../contract.ts'
import { createHttp, type Http } from '../http.ts'
import { serve } from '../testing/local-server.ts'
import { film, picture } from '../testing/media-contract.ts'
import { testPermit } from '../testing/permit.ts'
import { createMastodon } from './index.ts'

// what is Mastodon's own, beyond the contract of all networks
let server: Mastodon
let http: Http
let mastodon: Connector
let people = 0

beforeAll(async () => {
  server = await openMastodon()
  http = createHttp({ allowPrivate: true })
  mastodon = createMastodon({ http, now: () => new Date(), waits: [1, 1, 1] })
})
afterEach(() => void Object.assign(server.settings, usualSettings))
afterAll(async () => {
  await http.close()
  await server[Symbol.asyncDispose]()
  server.assertAsDescribed()
})

async function somebody(): Promise<{ person: Citizen; credentials: Credentials }> {
  const person = server.createPerson(`somebody${people++}`)
  const outcome = await mastodon.signIn({ service: server.url, accessToken: server.token(person) })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  return { person, credentials: outcome.credentials }
}

function outbound(text: string, more: Partial<Outbound> = {}): Outbound {
  const now = new Date()
  return { kind: 'post', key: mastodon.newKey(now), createdAt: now, text, languages: ['fr-CA', 'en'], ...more }
}

const sent = ({ key, text, createdAt }: Outbound, more: Partial<Sent> = {}): Sent => ({
  key,
  text,
  since: createdAt,
  others: [],
  ...more,
})

async function publish(credentials: Credentials, draft: Outbound) {
  const ready = await mastodon.prepare(credentials, draft)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  return mastodon.publish(testPermit.speech(), credentials, ready.prepared)
}

test('the profile and the limits are the server’s own', async () => {
  Object.assign(server.settings, { maxCharacters: 1234, charactersPerUrl: 30 })
  const outcome = await mastodon.signIn({ service: server.url, accessToken: server.token(server.mia) })
  const { host } = new URL(server.url)
  expect(outcome).toMatchObject({
    kind: 'signed_in',
    profile: {
      id: `${server.mia.id}@${host}`,
      handle: `mia@${host}`,
      displayName: 'Mia Keller',
      url: `${server.url}/@mia`,
      limits: { characters: 1234, perLink: 30 },
    },
  })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  server.settings.maxCharacters = 99
  expect(await mastodon.check(outcome.credentials)).toMatchObject({ profile: { limits: { characters: 99 } } })
  // the profile stands without them: those known before stay
  server.fail('getInstanceV2', failures.down())
  const checked = await mastodon.check(outcome.credentials)
  if (checked.kind !== 'ok') throw new Error(checked.detail)
  expect(checked.profile).not.toHaveProperty('limits')
})

test('a text is judged by the limits of the account', () => {
  const limits = { characters: 20, perLink: 10 }
  expect(mastodon.validate(outbound('x'.repeat(21), { limits }))).toMatchObject([
    { code: 'text_too_long', detail: '21 characters; this Mastodon server takes 20' },
  ])
  expect(mastodon.validate(outbound(`https://example.org/${'a'.repeat(50)}`, { limits }))).toEqual([])
  expect(mastodon.validate(outbound('x'.repeat(21)))).toEqual([])
})

test.each([
  ['a reply', { kind: 'reply' as const }, 'kind'],
  ['half a character', { text: 'a\ud83d' }, 'text'],
])('%s is refused before it goes out', (_, more, field) => {
  expect(mastodon.validate(outbound('ok', more))).toMatchObject([{ field }])
})

test('the post carries its language, and its address is for people', async () => {
  const { person, credentials } = await somebody()
  const outcome = await publish(credentials, outbound('Bonjour'))
  const [toot] = server.posts(person)
  expect(toot).toMatchObject({ text: 'Bonjour', language: 'fr' })
  const url = `${server.url}/@${person.name}/${toot?.id}`
  expect(outcome).toEqual({ kind: 'published', post: { id: toot?.id, url } })
})

test.each(['honoured', 'ignored', 'racy'] as const)(
  'with keys %s, a doubt is settled by looking, never doubled',
  async (idempotency) => {
    server.settings.idempotency = idempotency
    const { person, credentials } = await somebody()
    const draft = outbound('Une fois')
    server.fail('createStatus', { kind: 'lose_answer' })
    expect(await publish(credentials, draft)).toMatchObject({ kind: 'unknown' })
    expect(await mastodon.settle(credentials, sent(draft))).toMatchObject({ kind: 'found' })
    expect(server.posts(person)).toHaveLength(1)
  },
)

test('our key is the server’s too, where it minds it', async () => {
  const { person, credentials } = await somebody()
  const draft = outbound('Même clé')
  const first = await publish(credentials, draft)
  expect(await publish(credentials, draft)).toEqual(first)
  expect(server.posts(person)).toHaveLength(1)
  // deleted meanwhile by its author: it is not made a second time
  server.deletePost(server.posts(person)[0]?.id ?? '')
  expect(await publish(credentials, draft)).toMatchObject({ kind: 'rejected', reason: 'duplicate' })
})

test('what is older than the first attempt, or another’s, is not taken for ours', async () => {
  const { credentials } = await somebody()
  const early = await publish(credentials, outbound('Même texte'))
  if (early.kind !== 'published') throw new Error(early.kind)
  const draft = outbound('Même texte')
  // within the clocks' tolerance only its id tells them apart
  expect(await mastodon.settle(credentials, sent(draft))).toMatchObject({ kind: 'found' })
  expect(await mastodon.settle(credentials, sent(draft, { others: [early.post.id] }))).toEqual({ kind: 'absent' })
  const later = new Date(Date.now() + 60_000)
  expect(await mastodon.settle(credentials, sent(draft, { since: later }))).toEqual({ kind: 'absent' })
  expect(await mastodon.settle(credentials, sent({ ...draft, text: 'Même text' }))).toEqual({ kind: 'absent' })
})

test('blanks at the ends, line ends and forms of accents make no other text', async () => {
  const { credentials } = await somebody()
  const draft = outbound(' Une\r\nligne e\u0301tudie\u0301e \n')
  await publish(credentials, draft)
  expect(await mastodon.settle(credentials, sent({ ...draft, text: 'Une\nligne étudiée' }))).toMatchObject({
    kind: 'found',
  })
})

test('ours is found behind many later ones', async () => {
  const { credentials } = await somebody()
  const draft = outbound('La première')
  await publish(credentials, draft)
  for (let n = 0; n < 90; n++) await publish(credentials, outbound(`Suite ${n}`))
  expect(await mastodon.settle(credentials, sent(draft))).toMatchObject({ kind: 'found' })
})

test('a server that keeps no source cannot say', async () => {
  const { credentials } = await somebody()
  const draft = outbound('Sans source')
  await publish(credentials, draft)
  server.settings.source = false
  const settled = await mastodon.settle(credentials, sent(draft))
  expect(settled).toMatchObject({ kind: 'unknown', detail: expect.stringContaining('look yourself') })
})

test('a deletion that takes its time is one', async () => {
  const { person, credentials } = await somebody()
  const outcome = await publish(credentials, outbound('À supprimer'))
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
  server.settings.lateDeletes = true
  const remove = () => mastodon.remove(testPermit.care(), credentials, outcome.post.id)
  expect(await remove()).toEqual({ kind: 'removed' })
  expect(server.posts(person)).toHaveLength(1)
  expect(await remove()).toEqual({ kind: 'removed' })
  server.finishDeletes()
  expect(server.posts(person)).toEqual([])
})

test('all that waits in the server’s own scheduler is listed, whoever left it there', async () => {
  const { person, credentials } = await somebody()
  const dueAt = new Date('2027-01-01T10:00:00Z')
  for (let n = 0; n < 85; n++) server.schedule(person, `plus tard ${n}`, dueAt)
  const listed = await mastodon.listScheduled?.(credentials)
  if (listed?.kind !== 'listed') throw new Error(listed?.detail)
  expect(new Set(listed.items.map(({ text }) => text)).size).toBe(85)
  server.revoke(person)
  expect(await mastodon.listScheduled?.(credentials)).toMatchObject({ kind: 'sign_in' })
})

test('a no without a word is of the token where that is over', async () => {
  const { person, credentials } = await somebody()
  server.fail('createStatus', failures.withoutAWord())
  expect(await publish(credentials, outbound('muet'))).toMatchObject({ kind: 'rejected', reason: 'invalid' })
  server.revoke(person)
  server.fail('createStatus', failures.withoutAWord())
  expect(await publish(credentials, outbound('muet'))).toMatchObject({ kind: 'sign_in' })
  server.fail('getAccountsVerifyCredentials', failures.withoutAWord())
  expect(await mastodon.check(credentials)).toMatchObject({ kind: 'sign_in' })
})

test('a shut account is restricted', async () => {
  const { person, credentials } = await somebody()
  server.shut(person)
  expect(await publish(credentials, outbound('x'))).toMatchObject({ kind: 'rejected', reason: 'account_restricted' })
  expect(await mastodon.check(credentials)).toMatchObject({ kind: 'restricted' })
  expect(await mastodon.refreshAuth(credentials)).toMatchObject({ kind: 'restricted' })
  server.open(person)
  expect(await mastodon.check(credentials)).toMatchObject({ kind: 'ok' })
})

test('too often: the time the server names, if it names one', async () => {
  const { credentials } = await somebody()
  const at = async (headers: Record<string, string>) => {
    server.fail('createStatus', failures.tooOften(headers))
    return publish(credentials, outbound('vite'))
  }
  const reset = '2026-11-20T10:05:00.000Z'
  const nothingLeft = { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
  expect(await at(nothingLeft)).toMatchObject({ kind: 'later', reason: 'rate_limited', retryAt: new Date(reset) })
  const { accountId, domain } = credentials
  const state = { limit: 300, remaining: 0, resetsAt: new Date(reset) }
  expect(mastodon.rateState(`${accountId}@${domain}`)).toEqual(state)
  expect(await at({ 'retry-after': '90' })).toHaveProperty('retryAt')
  expect(await at({})).not.toHaveProperty('retryAt')
})

test('a token without the leave we asked for wants a new sign-in', async () => {
  const person = server.createPerson('scopes')
  const few = server.token(person, ['write:statuses'])
  expect(await mastodon.signIn({ service: server.url, accessToken: few })).toMatchObject({ reason: 'invalid' })
})

test('the server is found by its address, its name, or a handle', async () => {
  const { redirect } = mastodon
  const { host } = new URL(server.url)
  for (const service of [server.url, `${server.url}/@mia`, ` ${server.url}/ `]) {
    expect(await redirect?.find({ service })).toEqual({ kind: 'found', service: server.url })
  }
  // a name means https
  const elsewhere = createMastodon({
    http: {
      ...http,
      fetch: (input, init) => http.fetch((input as string).replace('https:', 'http:'), init),
    },
    now: () => new Date(),
  })
  for (const service of [host, `@mia@${host}`, `mia@${host}`]) {
    expect(await elsewhere.redirect?.find({ service })).toEqual({ kind: 'found', service: `https://${host}` })
  }
})

test('what is no such server is told apart', async () => {
  await using website = await serve((_request, response) => response.writeHead(200).end('<html></html>'))
  await using other = await serve((_request, response) => response.writeHead(200).end('{"hello":"world"}'))
  const { redirect } = mastodon
  const reason = async (service: string) => {
    const found = await redirect?.find({ service })
    return found?.kind === 'refused' ? [found.reason, found.field] : found
  }
  expect(await reason('')).toEqual(['invalid', 'service'])
  expect(await reason('ftp://x.example')).toEqual(['invalid', 'service'])
  expect(await reason(website.url)).toEqual(['not_a_service', 'service'])
  expect(await reason(other.url)).toEqual(['not_a_service', 'service'])
  expect(await reason('http://127.0.0.1:9')).toEqual(['unreachable', 'service'])
  server.fail('getInstanceV2', failures.down(502))
  expect(await reason(server.url)).toEqual(['unreachable', 'service'])
  server.fail('getInstanceV2', failures.tooOften())
  expect(await reason(server.url)).toEqual(['rate_limited', undefined])
})

test('nothing of ours arrives as a form', async () => {
  server.settings.formBodies = 'empty'
  const { person, credentials } = await somebody()
  const registered = await mastodon.redirect?.register(server.url, 'http://localhost:1/back')
  expect(registered).toMatchObject({ kind: 'registered', app: { clientId: expect.any(String) } })
  await publish(credentials, outbound('en JSON'))
  expect(server.posts(person).map(({ text }) => text)).toEqual(['en JSON'])
})

test('a status is rewritten, and the new text is found again', async () => {
  const { credentials } = await somebody()
  const posted = await publish(credentials, outbound('Ouvert lundi'))
  if (posted.kind !== 'published') throw new Error(posted.kind)
  const change = outbound('Ouvert mardi', { kind: 'edit', subject: { id: posted.post.id } })
  const asked = sent(change, { kind: 'edit', subject: { id: posted.post.id } })
  expect(await mastodon.settle(credentials, asked)).toEqual({ kind: 'absent' })
  const ready = await mastodon.prepare(credentials, change)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  const edited = await mastodon.edit?.(testPermit.speech(), credentials, posted.post.id, ready.prepared)
  expect(edited).toMatchObject({ kind: 'published', post: { id: posted.post.id } })
  expect(await mastodon.settle(credentials, asked)).toMatchObject({ kind: 'found', post: { id: posted.post.id } })
})

test('a status is reposted by another account, found again, counted, and undone', async () => {
  const { credentials } = await somebody()
  const posted = await publish(credentials, outbound('À partager'))
  if (posted.kind !== 'published') throw new Error(posted.kind)
  const { credentials: other } = await somebody()
  const subject = { id: posted.post.id }
  const repost = outbound('', { kind: 'repost', subject })
  const asked = sent(repost, { kind: 'repost', subject })
  expect(await mastodon.settle(other, asked)).toEqual({ kind: 'absent' })
  const made = await publish(other, repost)
  expect(await mastodon.settle(other, asked)).toMatchObject({ kind: 'found' })
  expect(await mastodon.results?.(credentials, [subject.id, '404404'])).toEqual({
    kind: 'read',
    posts: [{ id: subject.id, likes: 0, reposts: 1, replies: 0 }],
    gone: ['404404'],
  })
  if (made.kind !== 'published') throw new Error(made.kind)
  expect(await mastodon.remove(testPermit.care(), other, made.post.id)).toEqual({ kind: 'removed' })
  expect(await mastodon.settle(other, asked)).toEqual({ kind: 'absent' })
})

test('a picture goes out with its words and the middle of what matters', async () => {
  const { person, credentials } = await somebody()
  const draft = outbound('look', { media: [await picture('A cat', { focus: { x: -0.5, y: 0.25 } })] })
  expect(await publish(credentials, draft)).toMatchObject({ kind: 'published' })
  const [toot] = server.posts(person)
  expect(toot?.media).toMatchObject([{ description: 'A cat', focus: { x: -0.5, y: 0.25 }, type: 'image/jpeg' }])
})

test('a status that is rewritten keeps its pictures and their words', async () => {
  const { person, credentials } = await somebody()
  const posted = await publish(credentials, outbound('Le chat', { media: [await picture('A cat')] }))
  if (posted.kind !== 'published') throw new Error(posted.kind)
  const change = outbound('Le chien', { kind: 'edit', subject: { id: posted.post.id } })
  const ready = await mastodon.prepare(credentials, change)
  if (ready.kind !== 'ready') throw new Error(ready.detail)
  await mastodon.edit?.(testPermit.speech(), credentials, posted.post.id, ready.prepared)
  expect(server.posts(person)).toMatchObject([{ text: 'Le chien', media: [{ description: 'A cat' }] }])
})

test('a file that takes its time is waited for', async () => {
  const { person, credentials } = await somebody()
  server.settings.media = 'later'
  expect(await publish(credentials, outbound('soon', { media: [await film('Rain')] }))).toMatchObject({
    kind: 'published',
  })
  expect(server.posts(person)[0]?.media).toHaveLength(1)
})

test('a file that is never ready keeps the post in, and is not uploaded twice', async () => {
  const { person, credentials } = await somebody()
  server.settings.media = 'never'
  const draft = outbound('never', { media: [await film('Rain')] })
  const uploads = () => server.asked.filter((operation) => operation === 'createMediaV2').length
  const before = uploads()
  for (let n = 0; n < 2; n++) {
    const outcome = await mastodon.prepare(credentials, draft)
    expect(outcome).toMatchObject({ kind: 'later', reason: 'service_down', retryAt: expect.any(Date) })
  }
  expect([uploads() - before, server.posts(person)]).toEqual([1, []])
})

test('a file the server cannot read is refused, and a server without leave for files says so', async () => {
  const { person, credentials } = await somebody()
  const draft = outbound('x', { media: [await picture('x')] })
  server.settings.media = 'unreadable'
  expect(await mastodon.prepare(credentials, draft)).toMatchObject({ kind: 'rejected', reason: 'media_refused' })
  const accessToken = server.token(person, ['read', 'write:statuses'])
  expect(await mastodon.prepare({ ...credentials, accessToken }, draft)).toMatchObject({ reason: 'not_permitted' })
})

test('what the server takes of pictures and videos is read from it', async () => {
  const { credentials } = await somebody()
  const checked = await mastodon.check(credentials)
  expect(checked).toMatchObject({
    profile: {
      mediaLimits: {
        images: 4,
        videos: 1,
        image: { bytes: 16_777_216, pixels: 33_177_600, animated: ['image/gif'] },
        // no MOV there
        video: { types: ['video/mp4', 'video/webm'], bytes: 103_809_024 },
      },
    },
  })
})
