import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { fingerprint } from '../../testing/fingerprint.ts'
import { TestWorld, testOrigin, testPassword } from '../../testing/world.ts'

interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  requestId: string
  errors?: { field: string; problem: string; remedy: string }[]
}

let world: TestWorld
let olga: Client
let web: string
beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), 'vigie-web-'))
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Vigie</title>')
  writeFileSync(join(web, 'assets', 'app-1234.js'), 'export {}')
  world = await TestWorld.create({ server: { webFolder: web } })
  olga = await world.signIn('owner')
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  rmSync(web, { recursive: true })
})

interface Raw {
  method?: 'GET' | 'POST' | 'PATCH'
  url: string
  headers?: Record<string, string>
  payload?: string
}
const raw = ({ method = 'POST', ...rest }: Raw) => world.app.inject({ method, ...rest })
const draft = JSON.stringify({
  items: [{ text: 'Bonjour' }],
  options: { languages: [] },
  accountIds: [],
  send: { kind: 'draft' },
})
const json = { 'content-type': 'application/json' }

describe('a change asked with a cookie', () => {
  const send = (headers: Record<string, string>) =>
    raw({ url: world.path('/posts'), payload: draft, headers: { ...json, cookie: olga.cookie, ...headers } })
  const refusals: [string, Record<string, string>][] = [
    ['without our header', { origin: testOrigin }],
    ['from another origin', { origin: 'https://evil.example', 'x-vigie-csrf': '1' }],
    ['from no origin at all', { origin: 'null', 'x-vigie-csrf': '1' }],
    ['from another port', { origin: 'http://localhost:4401', 'x-vigie-csrf': '1' }],
    ['from another site, says the browser', { 'sec-fetch-site': 'cross-site', 'x-vigie-csrf': '1' }],
    ['from a neighbour, says the browser', { 'sec-fetch-site': 'same-site', 'x-vigie-csrf': '1' }],
    ['with an authorisation that is none of ours', { authorization: 'Basic b2xnYTpvbGdh' }],
  ]

  test.each(refusals)('%s is refused', async (_how, headers) => {
    const before = await fingerprint(world.core.db)
    const answer = await send(headers)
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'AUTH_CSRF'])
    expect(await fingerprint(world.core.db)).toBe(before)
  })

  test('from our own pages is done', async () => {
    for (const headers of [
      {},
      { origin: testOrigin },
      { origin: 'http://127.0.0.1:4400' },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      expect((await send({ 'x-vigie-csrf': '1', ...headers })).statusCode).toBe(201)
    }
  })

  test('of the sign-in itself is held to the same', async () => {
    const payload = JSON.stringify({ email: world.owner.email, password: testPassword })
    const signIn = (headers: Record<string, string>) =>
      raw({ url: '/api/auth/sign-in/email', payload, headers: { ...json, ...headers } })
    expect((await signIn({ origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await signIn({ origin: 'https://evil.example', authorization: 'Bearer x' })).statusCode).toBe(403)
    expect((await signIn({})).statusCode).toBe(403)
    expect((await signIn({ origin: testOrigin })).statusCode).toBe(200)
    const out = await raw({ url: '/api/auth/sign-out', headers: { cookie: olga.cookie, authorization: 'Bearer x' } })
    expect(out.statusCode).toBe(403)
    expect((await olga.get('/api/me')).status).toBe(200)
  })

  test('with a token that is wrong is not done with the cookie instead', async () => {
    const answer = await send({ authorization: 'Bearer vig_wrong' })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([401, 'AUTH_TOKEN_INVALID'])
  })
})

describe('a body', () => {
  const send = (payload: string, headers: Record<string, string> = json) =>
    raw({ url: world.path('/posts'), payload, headers: { 'x-vigie-csrf': '1', cookie: olga.cookie, ...headers } })

  test('that is no JSON is refused, and nothing of it is repeated', async () => {
    const answer = await send('{"text": secret-word}')
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'REQUEST_MALFORMED'])
    expect(answer.body).not.toContain('secret-word')
    expect((await send('{"text":"x","__proto__":{"admin":true}}')).statusCode).toBe(400)
  })

  test('of more than 1 MB is refused', async () => {
    const answer = await send(JSON.stringify({ text: 'x'.repeat(1024 * 1024) }))
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([413, 'REQUEST_TOO_LARGE'])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'of type %s is refused: no page of another site can send JSON',
    async (type) => {
      const answer = await send(draft, { 'content-type': type })
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([415, 'REQUEST_MEDIA_TYPE'])
      const signIn = await raw({
        url: '/api/auth/sign-in/email',
        payload: draft,
        headers: { 'content-type': type, origin: testOrigin },
      })
      expect(signIn.statusCode).toBe(415)
    },
  )

  test('that is missing where one is needed is a mistake of the fields', async () => {
    for (const answer of [await send('', json), await send('null'), await send('[]')]) {
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([422, 'VALIDATION_FAILED'])
      expect(answer.json<Problem>().errors?.[0]?.field).toBe('body')
    }
  })

  test('with what the database cannot keep is refused, not an error of ours', async () => {
    const nul = (await send(draft.replace('Bonjour', String.raw`Bon\u0000jour`))).json<Problem>()
    expect([nul.status, nul.code]).toEqual([422, 'VALIDATION_FAILED'])
    const name = await olga.patch<Problem>(world.path(''), { name: 'a\u0000b' })
    expect([name.status, name.body.code]).toEqual([422, 'VALIDATION_FAILED'])
    expect((await olga.patch(world.path(''), {})).status).toBe(200)
    expect((await olga.patch('/api/me', {})).status).toBe(200)
  })
})

describe('a problem', () => {
  test('is told in one shape, under the request’s id', async () => {
    const asked: [Raw, number, string][] = [
      [{ method: 'GET', url: '/api/nothing' }, 404, 'NOT_FOUND'],
      [{ method: 'GET', url: '/api/me' }, 401, 'AUTH_SIGN_IN_REQUIRED'],
      [{ url: '/api/setup', payload: '{}', headers: json }, 403, 'AUTH_CSRF'],
      [{ method: 'PATCH', url: '/healthz' }, 404, 'NOT_FOUND'],
    ]
    for (const [call, status, code] of asked) {
      const answer = await raw(call)
      const problem = answer.json<Problem>()
      expect(problem).toMatchObject({ status, code })
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.headers['x-request-id']).toBe(problem.requestId)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      for (const text of [problem.type, problem.title, problem.detail]) expect(text).not.toBe('')
    }
  })

  test('of a query names the parameter', async () => {
    const { status, body } = await olga.get<Problem>(world.path('/posts?limit=0&state=nonsense'))
    expect(status).toBe(422)
    expect(body.errors?.map((one) => one.field).toSorted()).toEqual(['limit', 'state'])
  })

  test('of a cursor that is none of ours says so', async () => {
    const cursors = [
      'deliveries?cursor=1_x',
      'deliveries?cursor=x',
      'audit?cursor=99999999999999999999',
      'posts?cursor=1',
    ]
    for (const path of cursors) {
      const { status } = await olga.get(world.path(`/${path}`))
      expect([path, [400, 422].includes(status)]).toEqual([path, true])
    }
  })

  test('of our own keeps its reasons to the log', async () => {
    const id = '01940000-0000-7000-8000-000000000000'
    const broken = await TestWorld.create()
    const signedIn = await broken.signIn('owner')
    await broken.database.pool.query('alter table post rename to post_gone')
    const { status, body } = await signedIn.get<Problem>(broken.path(`/posts/${id}`))
    expect([status, body.code]).toEqual([500, 'INTERNAL'])
    expect(JSON.stringify(body)).not.toMatch(/relation|post_gone|select/)
    await broken[Symbol.asyncDispose]()
  })
})

describe('every answer', () => {
  const policy = "default-src 'none';script-src 'self'"

  test('carries the strict policy, of pages too', async () => {
    for (const url of [
      '/',
      '/posts/some/page',
      '/api/me',
      '/api/nothing',
      '/healthz',
      '/api/openapi.json',
      '/api/docs/',
    ]) {
      const { headers } = await raw({ method: 'GET', url, headers: { accept: 'text/html' } })
      expect([url, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([
        url,
        'nosniff',
        'same-origin',
      ])
      expect(String(headers['content-security-policy'])).toContain("default-src 'none'")
      expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'")
      expect(String(headers['content-security-policy'])).not.toMatch(/script-src[^;]*unsafe/)
    }
    expect(String((await raw({ method: 'GET', url: '/' })).headers['content-security-policy'])).toContain(policy)
    expect((await raw({ method: 'GET', url: '/' })).headers['strict-transport-security']).toBeUndefined()
  })

  test('of the API is kept by nobody; what is built is kept for ever', async () => {
    for (const url of ['/api/me', '/api/setup', '/api/auth/get-session', '/api/nothing']) {
      expect((await raw({ method: 'GET', url })).headers['cache-control']).toBe('no-store')
    }
    expect((await raw({ method: 'GET', url: '/assets/app-1234.js' })).headers['cache-control']).toContain('immutable')
    expect((await raw({ method: 'GET', url: '/index.html' })).headers['cache-control']).toBe('no-cache')
  })

  test('for a page is the web app, for anything else that is missing a problem', async () => {
    const page = await raw({ method: 'GET', url: '/posts/1', headers: { accept: 'text/html' } })
    expect(page.body).toContain('<title>Vigie')
    expect((await raw({ method: 'GET', url: '/assets/gone.js', headers: { accept: '*/*' } })).statusCode).toBe(404)
    expect((await raw({ method: 'GET', url: '/api/gone', headers: { accept: 'text/html' } })).statusCode).toBe(404)
    expect((await raw({ method: 'GET', url: '/../../etc/passwd', headers: { accept: '*/*' } })).statusCode).toBe(404)
  })
})
