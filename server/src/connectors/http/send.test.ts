import { lookup } from 'node:dns'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { expect, test } from 'vitest'
import { createHttp, type HttpOptions, type SendRequest } from '../http.ts'
import { serve } from '../testing/local-server.ts'
import { testPermit } from '../testing/permit.ts'

const secret = 'hunter2-hunter2'
const open = (options: HttpOptions = {}) => createHttp({ allowPrivate: true, answerMs: 5_000, ...options })
const post = (url: string): SendRequest => ({
  url: `${url}/bot-${secret}/send?key=${secret}`,
  method: 'POST',
  headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  body: JSON.stringify({ password: secret }),
})

test('an answer comes back whole, whatever its status', async () => {
  await using server = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => response.writeHead(418, { 'X-Seen': body.length }).end('{"error":"Teapot"}'))
  })
  const permit = testPermit.speech()
  const request = post(server.url)
  expect(await open().send(permit, request)).toEqual({
    kind: 'answer',
    status: 418,
    headers: expect.objectContaining({ 'x-seen': String(request.body?.length) }),
    body: '{"error":"Teapot"}',
  })
  expect(permit.spends).toBe(1)
  expect(server.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${secret}`, 'user-agent': 'Vigie' })
})

test('the permit is spent when the connection stands and before a byte left', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  const order: string[] = []
  const http = open({
    lookup: (host, options, callback) => {
      order.push('look-up')
      lookup(host, options, callback)
    },
  })
  const permit = testPermit.speech({
    expired: () => {
      order.push(`spent with ${server.bytes()} bytes at the service`)
      return false
    },
  })
  await http.send(permit, post(server.url))
  expect(order).toEqual(['look-up', 'spent with 0 bytes at the service'])
})

test('every request has a connection of its own', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  const http = open()
  for (let n = 1; n <= 3; n++) {
    await http.send(testPermit.speech(), post(server.url))
    expect(server.connections()).toBe(n)
  }
})

test('a permit that is over or spent lets no byte out', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  const http = open()
  const over = await http.send(testPermit.speech({ expired: () => true }), post(server.url))
  expect(over).toMatchObject({ kind: 'not_sent', why: 'permit_expired' })
  const spent = testPermit.speech()
  spent.spend()
  expect(await http.send(spent, post(server.url))).toMatchObject({ kind: 'not_sent', why: 'permit_expired' })
  expect([server.requests.length, server.bytes()]).toEqual([0, 0])
})

test('a permit that runs out while the connection is made lets no byte out', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  let now = 0
  const http = open({
    lookup: (host, options, callback) => {
      now = 2000
      lookup(host, options, callback)
    },
  })
  const permit = testPermit.speech({ expired: () => now >= 2000 })
  expect(await http.send(permit, post(server.url))).toMatchObject({ kind: 'not_sent', why: 'permit_expired' })
  expect([server.requests.length, server.bytes()]).toEqual([0, 0])
})

test('one permit under many hands is good for one request', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  const http = open()
  const permit = testPermit.speech()
  const results = await Promise.all(Array.from({ length: 8 }, () => http.send(permit, post(server.url))))
  expect(results.filter(({ kind }) => kind === 'answer')).toHaveLength(1)
  expect(results.filter(({ kind }) => kind === 'not_sent')).toHaveLength(7)
  expect(server.requests).toHaveLength(1)
})

test('what never connected was not sent, and the permit is still good', async () => {
  const gone = await serve(() => undefined)
  await gone[Symbol.asyncDispose]()
  const permit = testPermit.speech()
  const http = open()
  expect(await http.send(permit, post(gone.url))).toMatchObject({ kind: 'not_sent', why: 'unreachable' })
  expect(await http.send(permit, post('http://nowhere.invalid'))).toMatchObject({
    kind: 'not_sent',
    why: 'unreachable',
  })
  // the request must not leave before TLS stands: here it never does
  await using plain = await serve((_, response) => void response.end('{}'))
  const overTls = post(plain.url.replace('http:', 'https:'))
  expect(await http.send(permit, overTls)).toMatchObject({ kind: 'not_sent', why: 'unreachable' })
  expect(plain.requests).toHaveLength(0)
  expect(permit.spends).toBe(0)
})

test.each([
  'http://2130706433:1/',
  'http://0x7f.1:1',
  'http://0177.0.0.1',
  'http://[::ffff:7f00:1]/',
  'http://[::1]',
  'ftp://a.b',
  'x',
])('%s is refused before a connection is tried', async (url) => {
  const permit = testPermit.speech()
  const result = await createHttp().send(permit, { ...post(''), url })
  expect(result).toMatchObject({ kind: 'not_sent', why: 'refused_address' })
  expect(permit.spends).toBe(0)
})

test('a name that resolves to a private address is refused', async () => {
  await using server = await serve((_, response) => void response.end('{}'))
  const http = createHttp({ lookup: (_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) })
  const result = await http.send(testPermit.speech(), post(`http://rebound.example:${server.port}`))
  expect(result).toMatchObject({ kind: 'not_sent', why: 'refused_address' })
  expect(server.connections()).toBe(0)
})

test('a request that left without a whole answer is no answer', async () => {
  await using cut = await serve((request) => request.socket.destroy())
  await using half = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('{"uri":', () => response.destroy())
  })
  await using silent = await serve(() => undefined)
  await using endless = await serve((_, response) => {
    response.writeHead(200)
    const more = () => response.write('x'.repeat(1024), (error) => void (error ?? more()))
    more()
  })
  await using huge = await serve((_, response) => void response.end('x'.repeat(20_000)))
  const http = open({ answerMs: 200, maxAnswerBytes: 10_000 })
  for (const server of [cut, half, silent, endless, huge]) {
    const permit = testPermit.speech()
    expect(await http.send(permit, post(server.url))).toMatchObject({ kind: 'no_answer' })
    expect(permit.spends).toBe(1)
    expect(server.requests).toHaveLength(1) // never tried again
  }
})

test('a redirect is an answer, not followed', async () => {
  await using target = await serve((_, response) => void response.end('{}'))
  await using server = await serve((_, response) => void response.writeHead(307, { location: target.url }).end())
  expect(await open().send(testPermit.speech(), post(server.url))).toMatchObject({ kind: 'answer', status: 307 })
  expect(target.requests).toHaveLength(0)
})

test('nothing of the request is in what is said about its failure', async () => {
  await using cut = await serve((request) => request.socket.destroy())
  const http = open({ answerMs: 200 })
  const results = [
    await http.send(testPermit.speech({ expired: () => true }), post(cut.url)),
    await http.send(testPermit.speech(), post(cut.url)),
    await http.send(testPermit.speech(), post('http://localhost:1')),
    await http.send(testPermit.speech(), post('http://nowhere.invalid')),
    await http.send(testPermit.speech(), { ...post(cut.url), headers: { authorization: `${secret}\n` } }),
    await http.send(testPermit.speech(), { ...post(''), url: `http://u:${secret}@localhost/` }),
    await createHttp().send(testPermit.speech(), post('http://127.0.0.1:1')),
  ]
  expect(results.map(({ kind }) => kind)).not.toContain('answer')
  expect(JSON.stringify(results)).not.toContain(secret)
})

/** Takes connections and reads nothing of what is sent on them. */
async function deaf(server: Server, event: string) {
  const taken = Promise.withResolvers<Socket>()
  server.on(event, (socket: Socket) => {
    socket.pause()
    taken.resolve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, taken: taken.promise, [Symbol.dispose]: () => void server.close() }
}

/** What becomes of a connection once somebody reads from it again. */
async function endOf(socket: Socket): Promise<string> {
  socket.resume()
  return new Promise((resolve) => {
    socket.once('end', () => resolve('a clean end'))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}

/** More than the system takes off our hands at once. */
const large = 'x'.repeat(48 * 1024 * 1024)

test('what was given up is not delivered later by the system: the connection is reset', async () => {
  using server = await deaf(createServer(), 'connection')
  const http = open({ answerMs: 300 })
  const asked = { ...post(`http://127.0.0.1:${server.port}`), body: large }
  expect(await http.send(testPermit.speech(), asked)).toMatchObject({ kind: 'no_answer' })
  expect(await endOf(await server.taken)).toBe('ECONNRESET')
})

test('nor on an encrypted connection', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const trusted = getCACertificates()
  setDefaultCACertificates([cert])
  using server = await deaf(createTlsServer({ key, cert }), 'secureConnection')
  const http = open({ answerMs: 2000 })
  const asked = { ...post(`https://localhost:${server.port}`), body: large }
  expect(await http.send(testPermit.speech(), asked)).toMatchObject({ kind: 'no_answer' })
  setDefaultCACertificates(trusted)
  expect(await endOf(await server.taken)).toBe('ECONNRESET')
})
