import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestWorld, testOrigin, testPassword } from '../../testing/world.ts'

interface Try {
  email?: string
  password?: string
  from?: string
  path?: string
  headers?: Record<string, string>
}

let world: TestWorld
beforeEach(async () => {
  world = await TestWorld.create()
})
afterEach(() => world[Symbol.asyncDispose]())

async function sign({ email, password = 'wrong password', from = '203.0.113.1', path = '', headers }: Try) {
  const answer = await world.app.inject({
    method: 'POST',
    url: path || '/api/auth/sign-in/email',
    remoteAddress: from,
    headers: { origin: testOrigin, ...headers },
    payload: { email: email ?? world.owner.email, password },
  })
  return { status: answer.statusCode, body: answer.json<{ code?: string }>(), headers: answer.headers }
}

const times = (count: number) => Array.from({ length: count }, (_none, at) => at)

describe('failed sign-ins', () => {
  test('for one account end after ten, from whatever address, whoever it is', async () => {
    for (const at of times(10)) expect((await sign({ from: `203.0.113.${at}` })).status).toBe(401)
    const refused = await sign({ from: '198.51.100.1', password: testPassword })
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
    // however the address is written
    expect((await sign({ email: ` ${world.owner.email.toUpperCase()} `, from: '198.51.100.2' })).status).toBe(429)
    expect((await sign({ email: 'somebody.else@vigie.test', from: '198.51.100.3' })).status).toBe(401)
  })

  test('from one address end after thirty, for whatever account', async () => {
    for (const at of times(30)) expect((await sign({ email: `p${at}@vigie.test` })).status).toBe(401)
    expect((await sign({ password: testPassword })).status).toBe(429)
    expect((await sign({ password: testPassword, from: '198.51.100.1' })).status).toBe(200)
  })

  test('are not hidden by a header that anybody can send', async () => {
    for (const at of times(30)) {
      const headers = {
        'x-forwarded-for': `198.51.100.${at}`,
        'x-vigie-address': `198.51.100.${at}`,
        forwarded: `for=${at}`,
      }
      expect((await sign({ email: `p${at}@vigie.test`, headers })).status).toBe(401)
    }
    expect((await sign({ email: 'p@vigie.test', headers: { 'x-forwarded-for': '192.0.2.9' } })).status).toBe(429)
  })

  test('are not hidden by another address of the same IPv6 network', async () => {
    for (const at of times(30)) await sign({ email: `p${at}@vigie.test`, from: `2001:db8:1:2::${at + 1}` })
    expect((await sign({ email: 'p@vigie.test', from: '2001:db8:1:2:ffff::1' })).status).toBe(429)
    expect((await sign({ email: 'p@vigie.test', from: '2001:db8:1:3::1' })).status).toBe(401)
  })

  test('do not slip through all at once', async () => {
    const answers = await Promise.all(times(60).map(() => sign({})))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(50)
  })

  test('leave room for who knows the password: what succeeds does not count', async () => {
    for (const _at of times(12)) expect((await sign({ password: testPassword })).status).toBe(200)
    expect((await sign({})).status).toBe(401)
  })

  test('count on every way to the same door', async () => {
    const base = await world.app.listen({ port: 0, host: '127.0.0.1' })
    const { request } = await import('node:http')
    // fetch would tidy these up before it sends them
    const raw = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = { origin: testOrigin, 'content-type': 'application/json' }
        const call = request(base, { method: 'POST', path, headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
        })
        call.on('error', reject).end(JSON.stringify({ email: world.owner.email, password: 'wrong password' }))
      })
    const ways = [
      '/./sign-in/email',
      '/x/../sign-in/email',
      '/%2e/sign-in/email',
      '/sign-in/./email',
      '/sign-in/email?x=1',
    ]
    const statuses: number[] = []
    for (const at of times(15)) statuses.push(await raw(`/api/auth${ways[at % ways.length]}`))
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
    expect((await sign({ from: '198.51.100.1' })).status).toBe(429)
    expect(await raw('/api/auth/sign-in%2Femail')).toBe(404)
    expect(await raw('/api/auth//sign-in/email')).toBe(404)
  })

  test('of a password asked again inside a session count too', async () => {
    const olga = await world.signIn('owner')
    const body = { currentPassword: 'wrong password', newPassword: 'another long one' }
    for (const _at of times(10)) expect((await olga.post('/api/auth/change-password', body)).status).toBe(400)
    expect((await olga.post('/api/auth/change-password', { ...body, currentPassword: testPassword })).status).toBe(429)
  })
})

describe('behind a proxy', () => {
  test('the address it saw counts, not what the client claimed before it', async () => {
    await using behind = await TestWorld.create({ server: { trustProxy: true } })
    const at = (forwarded: string) =>
      behind.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        remoteAddress: '10.0.0.1',
        headers: { origin: testOrigin, 'x-forwarded-for': forwarded },
        payload: { email: `${Math.random()}@vigie.test`, password: 'wrong password' },
      })
    for (const n of times(30)) expect((await at(`192.0.2.${n}, 203.0.113.7`)).statusCode).toBe(401)
    expect((await at('192.0.2.99, 203.0.113.7')).statusCode).toBe(429)
    expect((await at('203.0.113.8')).statusCode).toBe(401)
  })
})
