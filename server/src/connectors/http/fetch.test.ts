import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createHttp } from '../http.ts'
import { serve } from '../testing/local-server.ts'

const open = () => createHttp({ allowPrivate: true, answerMs: 5_000, maxAnswerBytes: 10_000 })

test('reads like fetch', async () => {
  await using server = await serve((request, response) => {
    request.pipe(response.writeHead(201, { 'content-type': 'text/plain', 'x-method': request.method ?? '' }))
  })
  const http = open()
  const response = await http.fetch(`${server.url}/a?b=1`, { method: 'POST', body: 'été', headers: { 'x-a': '1' } })
  expect([response.status, response.headers.get('x-method'), await response.text()]).toEqual([201, 'POST', 'été'])
  expect(server.requests[0]).toMatchObject({ url: '/a?b=1' })
  expect(server.requests[0]?.headers).toMatchObject({ 'x-a': '1', 'user-agent': 'Vigie' })
  await using empty = await serve((_, answer) => void answer.writeHead(204).end())
  expect((await http.fetch(empty.url)).status).toBe(204)
})

test('an answer above the limit is given up, also when it claims to be small or never ends', async () => {
  await using honest = await serve((_, response) => void response.end('x'.repeat(10_001)))
  await using endless = await serve((_, response) => {
    response.writeHead(200)
    const more = () => response.write('x'.repeat(1024), (error) => void (error ?? more()))
    more()
  })
  const http = open()
  for (const { url } of [honest, endless]) await expect(http.fetch(url)).rejects.toMatchObject({ why: 'too_large' })
})

test('compression is neither asked for nor undone: nothing can swell in memory', async () => {
  await using bomb = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)))
  })
  const response = await open().fetch(bomb.url)
  expect(bomb.requests[0]?.headers['accept-encoding']).toBeUndefined()
  expect((await response.arrayBuffer()).byteLength).toBeLessThan(10_000)
})

test('an answer that drips past the deadline is given up', async () => {
  await using server = await serve((_, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(timer))
  })
  const http = createHttp({ allowPrivate: true, connectMs: 100, answerMs: 200 })
  await expect(http.fetch(server.url)).rejects.toMatchObject({ why: 'timeout' })
})

test('a redirect is judged like the first address', async () => {
  await using inside = await serve((_, response) => void response.end('secret of the house'))
  await using server = await serve((_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end()
  })
  const http = createHttp({ allowPrivate: ['localhost'] })
  await expect(http.fetch(server.url)).rejects.toMatchObject({ why: 'refused_address' })
  expect(inside.connections()).toBe(0)
  expect(await (await createHttp({ allowPrivate: true }).fetch(server.url)).text()).toBe('secret of the house')
})

test('a sign-in does not follow a redirect to another origin', async () => {
  await using other = await serve((_, response) => void response.end('ok'))
  await using server = await serve((request, response) => {
    const location = request.url === '/away' ? other.url : '/away'
    response.writeHead(302, { location }).end()
  })
  await open().fetch(server.url, { headers: { authorization: 'Bearer x', cookie: 'y' } })
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer x', 'Bearer x'])
  expect(other.requests[0]?.headers).not.toHaveProperty('authorization')
  expect(other.requests[0]?.headers).not.toHaveProperty('cookie')
})

test('a redirect is refused or handed over where that is asked for', async () => {
  await using server = await serve((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  const http = open()
  await expect(http.fetch(server.url, { redirect: 'error' })).rejects.toMatchObject({ why: 'too_many_redirects' })
  expect((await http.fetch(server.url, { redirect: 'manual' })).status).toBe(302)
  expect(server.requests.map(({ url }) => url)).toEqual(['/', '/'])
})

test('redirects end', async () => {
  await using server = await serve((_, response) => void response.writeHead(302, { location: '/again' }).end())
  const http = open()
  await expect(http.fetch(server.url)).rejects.toMatchObject({ why: 'too_many_redirects' })
  expect(server.requests).toHaveLength(4)
  // what is no plain reading is never repeated elsewhere
  expect((await http.fetch(server.url, { method: 'POST', body: '{}' })).status).toBe(302)
  expect(server.requests).toHaveLength(5)
})

test.each([
  ['ENOTFOUND', 'unknown_host'],
  // the name service itself does not answer
  ['EAI_AGAIN', 'unreachable'],
])('a name look-up that ends with %s: %s', async (code, why) => {
  const http = createHttp({ lookup: (_host, _options, done) => done(Object.assign(new Error(code), { code }), '') })
  await expect(http.fetch('http://nowhere.invalid/')).rejects.toMatchObject({ name: 'HttpError', why })
})

test.each([
  ['http://127.0.0.1:1/', 'refused_address'],
  ['http://localhost:1/', 'refused_address'],
  ['http://169.254.169.254/latest/meta-data', 'refused_address'],
  ['http://[fd00:ec2::254]/', 'refused_address'],
  ['file:///etc/passwd', 'bad_address'],
])('%s: %s', async (url, why) => {
  await expect(createHttp().fetch(url)).rejects.toMatchObject({ name: 'HttpError', why })
})
