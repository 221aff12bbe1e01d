import { failures, openMastodon, usualSettings, type Citizen, type Mastodon } from '@vigie/playground'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Connector, Credentials, FollowOutcome, News } from '../contract.ts'
import { createHttp, type Http } from '../http.ts'
import { createMastodon } from './index.ts'
import { plainText } from './plain-text.ts'

// what is read of what people do: answers, news, numbers
let server: Mastodon
let http: Http
let mastodon: Connector
let people = 0
const began = new Set<AbortController>()

beforeAll(async () => {
  server = await openMastodon({ settings: { heartbeatMs: 20 } })
  http = createHttp({ allowPrivate: true })
  mastodon = createMastodon({ http, now: () => new Date() })
})
afterEach(() => {
  for (const one of began) one.abort()
  Object.assign(server.settings, usualSettings)
})
afterAll(async () => {
  await http.close()
  await server[Symbol.asyncDispose]()
  server.assertAsDescribed()
})

async function somebody(
  scopes?: readonly string[],
): Promise<{ person: Citizen; credentials: Credentials; id: string }> {
  const person = server.createPerson(`reader${people++}`)
  const outcome = await mastodon.signIn({ service: server.url, accessToken: server.token(person) })
  if (outcome.kind !== 'signed_in') throw new Error(outcome.detail)
  const accessToken = server.token(person, scopes)
  // a status of theirs, which answers nobody
  const { id } = server.reply(person, '', 'La fête est samedi')
  return { person, credentials: { ...outcome.credentials, accessToken }, id }
}

/** Opens a stream, and remembers what it told. */
function listen(connector: Connector, credentials: Credentials) {
  const news: News[] = []
  const opened = Promise.withResolvers<void>()
  const stopping = new AbortController()
  began.add(stopping)
  const following = { signal: stopping.signal, onOpen: opened.resolve, onNews: (one: News) => void news.push(one) }
  const over = connector.follow?.(credentials, following) ?? Promise.reject<FollowOutcome>(new Error('No stream'))
  return { news, opened: opened.promise, over, stop: () => stopping.abort() }
}

test.each([
  ['<p>Bonjour <br />à tous</p><p>Merci</p>', 'Bonjour\nà tous\n\nMerci'],
  [
    '<p><span class="h-card"><a href="https://x.example/@mia">@<span>mia</span></a></span> voir <a href="https://example.org/a/b"><span class="invisible">https://</span><span class="ellipsis">example.org/a</span><span class="invisible">/b</span></a></p>',
    '@mia voir https://example.org/a/b',
  ],
  ['<p>1 &lt; 2 &amp;&amp; &#39;x&#39;</p><script>alert(1)</script><img src=x onerror=alert(1)>', "1 < 2 && 'x'"],
  ['<ul><li>un</li><li>deux</li></ul><blockquote>cité</blockquote>', '• un\n• deux\n\ncité'],
  ['<b>pas <i>fermé', 'pas fermé'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['sans balise\n\nni ligne', 'sans balise ni ligne'],
  ['', ''],
])('the words of %j', (html, text) => expect(plainText(html)).toBe(text))

test('what was answered is read below the post, each behind what it answers', async () => {
  const { person, credentials, id } = await somebody()
  const first = server.reply(server.mia, id, 'À quelle <heure> ?')
  const own = server.reply(person, first.id, 'À 14 h')
  server.reply(server.leo, id, 'Super', { warning: 'joie' })
  const { host } = new URL(server.url)
  const read = await mastodon.conversation?.(credentials, id)
  expect(read).toMatchObject({ kind: 'read', hidden: 0, more: false })
  expect(read).toHaveProperty('replies', [
    {
      id: first.id,
      parentId: id,
      author: { id: `${server.mia.id}@${host}`, handle: `mia@${host}`, displayName: 'Mia Keller' },
      text: 'À quelle <heure> ?',
      media: 0,
      createdAt: first.createdAt,
      url: `${server.url}/@mia/${first.id}`,
    },
    expect.objectContaining({ id: own.id, parentId: first.id, text: 'À 14 h' }),
    expect.objectContaining({ parentId: id, text: 'Super', contentWarning: 'joie' }),
  ])
})

test('a conversation is read to a depth and a number, and says that there is more', async () => {
  const { credentials, id } = await somebody()
  let deepest = id
  for (let n = 0; n < 10; n++) deepest = server.reply(server.mia, deepest, `niveau ${n}`).id
  const deep = await mastodon.conversation?.(credentials, id)
  expect(deep).toMatchObject({ more: true })
  expect(deep).toHaveProperty('replies.length', 8)
  for (let n = 0; n < 200; n++) server.reply(server.leo, id, `bravo ${n}`)
  const wide = await mastodon.conversation?.(credentials, id)
  expect(wide).toMatchObject({ more: true })
  expect(wide).toHaveProperty('replies.length', 200)
})

test('a deleted post, a refusal and a server that is away are told apart', async () => {
  const { person, credentials, id } = await somebody()
  const ask = () => mastodon.conversation?.(credentials, id)
  server.fail('getStatusContext', failures.tooOften({ 'retry-after': '90' }))
  expect(await ask()).toMatchObject({ kind: 'later', retryAt: expect.any(Date) })
  server.fail('getStatusContext', failures.down())
  expect(await ask()).toMatchObject({ kind: 'later' })
  server.deletePost(id)
  expect(await ask()).toMatchObject({ kind: 'gone' })
  server.revoke(person)
  expect(await ask()).toMatchObject({ kind: 'sign_in' })
})

test.each([true, false])(
  'with Link headers %s, nothing between two looks is missed, however long they lie apart',
  async (linkHeaders) => {
    server.settings.linkHeaders = linkHeaders
    const { credentials, id } = await somebody()
    const start = await mastodon.news?.(credentials, undefined)
    expect(start).toEqual({ kind: 'read', items: [], at: '', more: false })
    server.like(server.mia, id)
    const began = await mastodon.news?.(credentials, '')
    if (began?.kind !== 'read') throw new Error(began?.detail)
    expect(began.items).toMatchObject([{ kind: 'like', about: id, at: began.at }])
    // who begins now hears nothing of what was
    expect(await mastodon.news?.(credentials, undefined)).toEqual({ ...began, items: [] })
    for (let n = 0; n < 250; n++) server.reply(server.leo, id, `réponse ${n}`)
    const all: News[] = []
    let at = began.at
    for (let more = true; more;) {
      const read = await mastodon.news?.(credentials, at)
      if (read?.kind !== 'read') throw new Error(read?.detail)
      all.push(...read.items)
      ;({ at, more } = read)
    }
    expect(all).toHaveLength(250)
    expect(new Set(all.map((one) => one.at)).size).toBe(250)
    expect(all.every(({ kind, about }) => kind === 'reply' && about === id)).toBe(true)
    expect(await mastodon.news?.(credentials, at)).toMatchObject({ items: [], at, more: false })
  },
)

test('a sign-in without leave for news works for all else', async () => {
  const { credentials } = await somebody(['read:accounts', 'read:statuses'])
  expect(await mastodon.news?.(credentials, undefined)).toMatchObject({ kind: 'not_allowed' })
  expect(await mastodon.check(credentials)).toMatchObject({ kind: 'ok' })
})

test('news are told as they happen, until the stream breaks or is ended', async () => {
  const { credentials, id, person } = await somebody()
  const stream = listen(mastodon, credentials)
  await stream.opened
  server.like(server.mia, id)
  server.reply(server.leo, id, 'Vu')
  await vi.waitFor(() =>
    expect(stream.news).toMatchObject([
      { kind: 'like', about: id },
      { kind: 'reply', about: id },
    ]),
  )
  server.cutStreams()
  expect(await stream.over).toMatchObject({ kind: 'ended' })
  const again = listen(mastodon, credentials)
  await again.opened
  again.stop()
  expect(await again.over).toMatchObject({ kind: 'ended' })
  await vi.waitFor(() => expect(server.streams(person)).toBe(0))
})

test('a stream that falls silent is over', async () => {
  const { credentials } = await somebody()
  server.settings.streaming = 'silent'
  const impatient = createMastodon({ http, now: () => new Date(), silence: 60 })
  const stream = listen(impatient, credentials)
  await stream.opened
  expect(await stream.over).toMatchObject({ kind: 'ended', detail: expect.stringContaining('too long') })
})

test('a server that streams nothing, refuses, or asks to wait', async () => {
  const { credentials } = await somebody()
  const follow = () => listen(mastodon, credentials).over
  server.settings.streaming = 'none'
  expect(await follow()).toMatchObject({ kind: 'unsupported' })
  server.settings.streaming = 'on'
  const operation = 'getStreamingUserNotification'
  server.fail(operation, { kind: 'answer', status: 404, body: { error: 'Not found' } })
  expect(await follow()).toMatchObject({ kind: 'unsupported' })
  server.fail(operation, { kind: 'answer', status: 200, body: '<html>Welcome</html>' })
  expect(await follow()).toMatchObject({ kind: 'unsupported' })
  server.fail(operation, failures.tooOften({ 'retry-after': '90' }))
  expect(await follow()).toMatchObject({ kind: 'later', retryAt: expect.any(Date) })
  server.fail(operation, failures.badToken())
  expect(await follow()).toMatchObject({ kind: 'sign_in' })
  server.fail(operation, failures.down())
  expect(await follow()).toMatchObject({ kind: 'later' })
})

test('a stream is opened where the server says, and never without encryption for one that has it', async () => {
  const { credentials } = await somebody()
  const asked: string[] = []
  const named = (streaming: string) => ({ configuration: { urls: { streaming } } })
  let urls = named('wss://streaming.example/')
  const elsewhere = createMastodon({
    http: {
      ...http,
      fetch: () => Promise.resolve(Response.json(urls)),
      stream: (url) => {
        asked.push(url)
        return Promise.reject(new Error('not opened'))
      },
    },
    now: () => new Date(),
  })
  const safe = { ...credentials, service: 'https://social.example' }
  await listen(elsewhere, safe).over
  expect(asked).toEqual(['https://streaming.example/api/v1/streaming/user/notification'])
  for (const address of ['ws://streaming.example', 'ftp://x.example', '', 'nonsense']) {
    urls = named(address)
    expect(await listen(elsewhere, safe).over).toMatchObject({ kind: 'unsupported' })
  }
  expect(asked).toHaveLength(1)
})

test('numbers of many posts cost one request where the server has that, and one each where it has not', async () => {
  const { credentials, person, id } = await somebody()
  const ids = [id, server.reply(person, '', 'Deux').id, server.reply(person, '', 'Trois').id]
  server.like(server.mia, id)
  server.reply(server.leo, id, 'Vu')
  const posts = [
    { id, likes: 1, reposts: 0, replies: 1 },
    { id: ids[1], likes: 0, reposts: 0, replies: 0 },
    { id: ids[2], likes: 0, reposts: 0, replies: 0 },
  ]
  const ask = async (features: readonly string[], asked = ids) => {
    const before = server.asked.length
    const outcome = await mastodon.results?.(credentials, asked, features)
    return { outcome, asked: server.asked.slice(before) }
  }
  const checked = await mastodon.check(credentials)
  if (checked.kind !== 'ok') throw new Error(checked.detail)
  const { features = [] } = checked.profile
  expect(await ask(features)).toEqual({ outcome: { kind: 'read', posts, gone: [] }, asked: ['getStatuses'] })
  expect((await ask([])).asked).toEqual(['getStatus', 'getStatus', 'getStatus'])
  // what is missing there is asked for by itself before it is called gone
  server.deletePost(ids[2] ?? '')
  expect(await ask(features)).toEqual({
    outcome: { kind: 'read', posts: posts.slice(0, 2), gone: [ids[2]] },
    asked: ['getStatuses', 'getStatus'],
  })
  server.settings.apiVersion = 1
  expect((await ask(features)).outcome).toMatchObject({ posts: posts.slice(0, 2), gone: [ids[2]] })
  server.fail('getStatuses', failures.tooOften())
  server.fail('getStatus', failures.tooOften({ 'retry-after': '5' }))
  expect((await ask(features)).outcome).toMatchObject({ kind: 'later', retryAt: expect.any(Date) })
})
