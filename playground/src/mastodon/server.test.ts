import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMastodon, type Mastodon } from './server.ts'
import { failures, usual } from './settings.ts'
import { challengeOf } from './state.ts'

let server: Mastodon
beforeAll(async () => {
  server = await openMastodon()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

type Body = Record<string, unknown>

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      'user-agent': 'Test',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
  })
  const text = await response.text()
  const json = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Body & Body[]) : undefined
  return { status: response.status, headers: response.headers, text, body: json }
}

const as = (token: string) => ({ authorization: `Bearer ${token}` })
const post = (token: string, status: string, key?: string) =>
  ask(
    'POST',
    '/api/v1/statuses',
    { status },
    { ...as(token), ...(key === undefined ? {} : { 'idempotency-key': key }) },
  )

test('a person gives an app leave on a page, and it acts for them', async () => {
  const redirect = 'http://localhost:1/back?x=1'
  const { body: app } = await ask('POST', '/api/v1/apps', {
    client_name: 'Test',
    redirect_uris: redirect,
    scopes: 'read write:statuses',
  })
  const verifier = 'v'.repeat(43)
  const query = {
    client_id: String(app?.['client_id']),
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'read write:statuses',
    state: 'S',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  }
  const form = async (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'user-agent': 'Test', 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields).toString(),
      redirect: 'manual',
    })
  const next = `/oauth/authorize?${new URLSearchParams(query).toString()}`
  expect((await ask('GET', next)).text).toContain('Log in')
  const wrong = await form('/sign-in', { name: 'mia', password: 'x', next })
  expect(await wrong.text()).toContain('do not go together')
  const signedIn = await form('/sign-in', { name: 'mia', password: server.mia.password, next })
  expect(signedIn.headers.get('location')).toBe(next)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await ask('GET', next, undefined, { cookie })).text).toContain('Mia Keller')
  const denied = await form('/oauth/authorize', { ...query, decision: 'no' }, cookie)
  expect(denied.headers.get('location')).toContain('error=access_denied')
  const allowed = await form('/oauth/authorize', { ...query, decision: 'yes' }, cookie)
  const back = new URL(allowed.headers.get('location') ?? '')
  expect([back.searchParams.get('state'), back.searchParams.get('x')]).toEqual(['S', '1'])
  const fetchToken = (code_verifier: string) =>
    ask('POST', '/oauth/token', {
      grant_type: 'authorization_code',
      client_id: app?.['client_id'],
      client_secret: app?.['client_secret'],
      code: back.searchParams.get('code'),
      redirect_uri: redirect,
      code_verifier,
    })
  const { body: token } = await fetchToken(verifier)
  // a code is good for once
  expect((await fetchToken(verifier)).status).toBe(400)
  const who = await ask('GET', '/api/v1/accounts/verify_credentials', undefined, as(String(token?.['access_token'])))
  expect(who.body).toMatchObject({ username: 'mia', id: server.mia.id })
  const revoked = await ask('POST', '/oauth/revoke', {
    client_id: app?.['client_id'],
    client_secret: app?.['client_secret'],
    token: token?.['access_token'],
  })
  expect(revoked.status).toBe(200)
  expect((await post(String(token?.['access_token']), 'too late')).status).toBe(401)
  expect(server.violations).toEqual([])
})

test('posts are made, read, listed with their source, and deleted', async () => {
  const token = server.token(server.leo)
  const made = await post(token, ' Bonjour ')
  const id = String(made.body?.['id'])
  expect(made.headers.get('x-ratelimit-remaining')).not.toBeNull()
  expect((await ask('GET', `/api/v1/statuses/${id}/source`, undefined, as(token))).body).toMatchObject({
    text: 'Bonjour',
  })
  const list = await ask('GET', `/api/v1/accounts/${server.leo.id}/statuses?limit=40`, undefined, as(token))
  expect(list.body?.map((one) => one['id'])).toEqual([id])
  expect((await ask('GET', new URL(String(made.body?.['url'])).pathname)).text).toContain('Bonjour')
  expect((await ask('DELETE', `/api/v1/statuses/${id}`, undefined, as(server.token(server.mia)))).status).toBe(404)
  server.settings.lateDeletes = true
  expect((await ask('DELETE', `/api/v1/statuses/${id}`, undefined, as(token))).status).toBe(200)
  expect(server.posts(server.leo)).toHaveLength(1)
  server.finishDeletes()
  expect(server.posts(server.leo)).toEqual([])
  server.settings.lateDeletes = false
  expect((await ask('GET', `/api/v1/statuses/${id}`)).status).toBe(404)
  expect((await ask('GET', '/api/v2/instance')).body).toMatchObject({ domain: new URL(server.url).host })
  expect(server.violations).toEqual([])
})

test.each([
  ['honoured', 1],
  ['ignored', 5],
  ['racy', 5],
] as const)('with the idempotency key %s, five at once make %i', async (idempotency, made) => {
  const person = server.createPerson(idempotency)
  const token = server.token(person)
  server.settings.idempotency = idempotency
  await Promise.all(Array.from({ length: 5 }, () => post(token, 'once', 'key')))
  expect(server.posts(person)).toHaveLength(made)
  await post(token, 'once', 'key')
  expect(server.posts(person)).toHaveLength(idempotency === 'ignored' ? 6 : made)
  Object.assign(server.settings, usual)
})

test('it fails as told', async () => {
  const token = server.token(server.mia)
  const seen: number[] = []
  for (const failure of [failures.tooOften(), failures.down(), failures.badToken(), failures.invalid()]) {
    server.fail('createStatus', failure)
    seen.push((await post(token, 'failing')).status)
  }
  expect(seen).toEqual([429, 503, 401, 422])
  server.fail('createStatus', failures.withoutAWord())
  expect(await post(token, 'failing')).toMatchObject({ status: 422, text: '' })
  expect(server.posts(server.mia)).toEqual([])
  server.fail('createStatus', { kind: 'lose_answer' })
  await expect(post(token, 'lost')).rejects.toThrow()
  expect(server.posts(server.mia).map(({ text }) => text)).toEqual(['lost'])
  const answer = Promise.withResolvers<void>()
  server.fail('createStatus', { kind: 'slow', until: answer.promise })
  const slow = post(token, 'slow')
  await expect.poll(() => server.posts(server.mia).length).toBe(2)
  answer.resolve()
  expect((await slow).status).toBe(200)
})

test('what is against the description is refused and remembered', async () => {
  const before = server.violations.length
  expect((await ask('POST', '/api/v1/statuses', { text: 'x' }, as(server.token(server.mia)))).status).toBe(422)
  expect((await ask('GET', `/api/v1/accounts/${server.mia.id}/statuses?limit=many`)).status).toBe(422)
  expect(server.violations.slice(before)).toEqual([
    'Asked of createStatus: text is not in the description',
    "Asked of createStatus: / must have required property 'status'",
    "Asked of createStatus: / must have required property 'media_ids'",
    'Asked of createStatus: / must match a schema in anyOf',
    'Asked of getAccountStatuses: limit in the query is not as described',
  ])
  server.violations.splice(before)
})

test('the text is counted by the server’s own limits', async () => {
  Object.assign(server.settings, { maxCharacters: 40 })
  const token = server.token(server.mia)
  const address = `https://example.org/${'a'.repeat(60)}`
  expect((await post(token, `${address} ${'b'.repeat(16)}`)).status).toBe(200)
  const refused = await post(token, `${address} ${'b'.repeat(17)}`)
  expect(refused.body).toMatchObject({ error: 'Validation failed: Text character limit of 40 exceeded' })
  expect((await post(token, `@leo@${'a'.repeat(60)}.example ${'b'.repeat(35)}`)).status).toBe(200)
  Object.assign(server.settings, usual)
})
