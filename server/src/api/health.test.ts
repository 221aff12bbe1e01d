import { describe, expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'

interface Ready {
  ready: boolean
  problems: string[]
}

const ask = (world: TestWorld, url: string, options: { from?: string; headers?: Record<string, string> } = {}) =>
  world.app.inject({ url, remoteAddress: options.from ?? '127.0.0.1', headers: options.headers ?? {} })

/** As when the database's machine is gone: open connections end, new ones are refused. */
async function awayDatabase(world: TestWorld): Promise<AsyncDisposable> {
  const { options } = world.database.pool as unknown as { options: { connectionString: string } }
  const { connectionString } = options
  options.connectionString = 'postgres://nobody@127.0.0.1:1/none'
  const { Client } = await import('pg')
  const outside = new Client({ connectionString })
  outside.on('error', () => undefined)
  await outside.connect()
  await outside.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await outside.end()
  return {
    async [Symbol.asyncDispose]() {
      options.connectionString = connectionString
    },
  }
}

describe('the probes', () => {
  test('are well while all is well, also for who has a cookie', async () => {
    await using world = await TestWorld.create()
    const olga = await world.signIn('owner')
    const alive = await ask(world, '/healthz', { headers: { cookie: olga.cookie } })
    expect([alive.statusCode, alive.json()]).toEqual([200, { ok: true }])
    const ready = await ask(world, '/readyz')
    expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true, problems: [] }])
  })

  test('tell a database that is away: alive, not ready, and the API says so', async () => {
    await using world = await TestWorld.create()
    const olga = await world.signIn('owner')
    await using _away = await awayDatabase(world)
    expect((await ask(world, '/healthz', { headers: { cookie: olga.cookie } })).statusCode).toBe(200)
    const ready = await ask(world, '/readyz')
    expect(ready.statusCode).toBe(503)
    expect(ready.json<Ready>().problems).toEqual(['the database does not answer'])
    const figures = await ask(world, '/metrics')
    expect(figures.statusCode).toBe(200)
    expect(figures.body).toContain('process_cpu_seconds_total')
    for (const path of ['/api/me', '/api/setup']) {
      const { status, body } = await olga.get<{ code: string }>(path)
      expect([path, status, body.code]).toEqual([path, 503, 'DATABASE_DOWN'])
    }
    expect(
      (await olga.post('/api/auth/sign-in/email', { email: 'a@b.test', password: 'x' })).status,
    ).toBeGreaterThanOrEqual(500)
  })

  test('tell a clock that was set', async () => {
    let step = 0
    await using world = await TestWorld.create({ clock: { wall: () => new Date(Date.now() + step) } })
    expect((await ask(world, '/readyz')).statusCode).toBe(200)
    step = 3_600_000
    const ready = await ask(world, '/readyz')
    expect(ready.statusCode).toBe(503)
    expect(ready.json<Ready>().problems[0]).toContain('clock')
    expect((await ask(world, '/metrics')).body).toMatch(/vigie_clock_step_seconds 3[56]\d\d/)
  })

  test('tell migrations that wait', async () => {
    await using world = await TestWorld.create()
    await world.database.pool.query('delete from kysely_migration')
    expect((await ask(world, '/readyz')).json<Ready>().problems[0]).toContain('main.ts migrate')
  })
})

describe('the metrics', () => {
  const token = 'a-long-metrics-token'

  test('are for this machine alone, and for who has the token', async () => {
    await using world = await TestWorld.create({ server: { metricsToken: token, trustProxy: true } })
    const bearer = { authorization: `Bearer ${token}` }
    const status = async (from: string, headers?: Record<string, string>) =>
      (await ask(world, '/metrics', { from, ...(headers === undefined ? {} : { headers }) })).statusCode
    expect(await status('127.0.0.1')).toBe(200)
    expect(await status('::1')).toBe(200)
    expect(await status('203.0.113.1')).toBe(404)
    expect(await status('203.0.113.1', bearer)).toBe(200)
    expect(await status('203.0.113.1', { authorization: 'Bearer wrong-metrics-token' })).toBe(404)
    // a claim to be near, and a proxy that is near but speaks for somebody far
    expect(await status('203.0.113.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(404)
    expect(await status('127.0.0.1', { 'x-forwarded-for': '203.0.113.1' })).toBe(404)
  })

  test('count requests by route, never by address', async () => {
    await using world = await TestWorld.create()
    await world.client().get('/api/invitations/invite_secret-token')
    const { body } = await ask(world, '/metrics')
    expect(body).toContain('route="/api/invitations/:token"')
    expect(body).not.toContain('secret-token')
    expect(body).toContain('vigie_live_streams 0')
  })
})
