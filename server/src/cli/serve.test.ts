import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { askDatabase, dataFolder, postgresOn, vigie, VigieProcess } from '../testing/vigie-process.ts'

const long = { timeout: 240_000 }
const ready = /Vigie is ready: (http:\/\/localhost:\d+)/
const serve = (folder: string, more: Record<string, string> = {}) =>
  new VigieProcess(['serve'], { VIGIE_DATA: folder, VIGIE_PORT: '0', ...more })

const owner = {
  name: 'Olga',
  email: 'olga@vigie.test',
  password: 'a long password',
  language: 'fr',
  timeZone: 'Europe/Paris',
  workspaceName: 'Mairie',
}
const send = (url: string, path: string, body: object) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vigie-csrf': '1' },
    body: JSON.stringify(body),
  })
const needsSetUp = async (url: string) =>
  ((await (await fetch(`${url}/api/setup`)).json()) as { needed: boolean }).needed

describe('npm start', () => {
  test('begins empty, stops in order, finds everything again, and recovers from being killed', long, async () => {
    using data = dataFolder()
    await using first = serve(data.path)
    let url = await first.says(ready)
    expect(await needsSetUp(url)).toBe(true)
    expect((await send(url, '/api/setup', owner)).status).toBe(201)
    expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(200)
    expect(statSync(join(data.path, 'vigie.key')).mode & 0o777).toBe(0o600)
    const settings = await askDatabase<{ name: string; setting: string }>(
      data.path,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses')`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '',
    })
    expect(readdirSync(join(data.path, 'run')).some((file) => file.startsWith('.s.PGSQL'))).toBe(true)
    expect(statSync(join(data.path, 'run')).mode & 0o077).toBe(0)

    // a second one on the same folder
    const refused = await vigie(['serve'], { VIGIE_DATA: data.path, VIGIE_PORT: '0' })
    expect(refused.code).toBe(1)
    expect(refused.output).toContain(`Vigie runs on ${data.path} already (process ${first.child.pid})`)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)

    // Ctrl-C, which npm passes on a second time
    const [postgres] = postgresOn(data.path)
    expect(postgres).toBeGreaterThan(0)
    first.signal('SIGINT')
    first.signal('SIGINT')
    expect(await first.exit()).toBe(0)
    expect(postgresOn(data.path)).toEqual([])
    expect(existsSync(join(data.path, 'vigie.pid'))).toBe(false)

    await using second = serve(data.path)
    url = await second.says(ready)
    expect(await needsSetUp(url)).toBe(false)
    second.signal('SIGKILL')
    await second.exit()
    expect(postgresOn(data.path)).toHaveLength(1)

    await using third = serve(data.path)
    url = await third.says(ready)
    expect((await send(url, '/api/auth/sign-in/email', { ...owner })).status).toBe(403)
    const signIn = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: owner.email, password: owner.password }),
    })
    expect(signIn.status).toBe(200)

    // the machine's power fails: database and server at once
    for (const pid of postgresOn(data.path)) process.kill(pid, 'SIGKILL')
    third.signal('SIGKILL')
    await third.exit()
    await using fourth = serve(data.path)
    expect(await needsSetUp(await fourth.says(ready))).toBe(false)
    fourth.signal('SIGTERM')
    expect(await fourth.exit()).toBe(0)
    expect(postgresOn(data.path)).toEqual([])
  })

  test('makes its database again when the first start was cut off', long, async () => {
    using data = dataFolder()
    // initdb writes the version first of all: it says nothing about the rest
    mkdirSync(join(data.path, 'postgres.new'))
    writeFileSync(join(data.path, 'postgres.new', 'PG_VERSION'), '18\n')
    writeFileSync(join(data.path, 'vigie.pid'), '99999999 1\n')
    await using vigieProcess = serve(data.path)
    expect(await needsSetUp(await vigieProcess.says(ready))).toBe(true)
    vigieProcess.signal('SIGINT')
    expect(await vigieProcess.exit()).toBe(0)
  })

  test('stopped while it starts leaves nothing running', long, async () => {
    using data = dataFolder()
    await using vigieProcess = serve(data.path, { VIGIE_LOG: 'debug' })
    await vigieProcess.says(/the database was brought up to date/)
    vigieProcess.signal('SIGINT')
    expect(await vigieProcess.exit()).toBe(0)
    expect(postgresOn(data.path)).toEqual([])
  })

  test('of `api` or `work` alone refuses a database that is older', long, async () => {
    using data = dataFolder()
    await using database = await createTestDatabase()
    const { Client } = await import('pg')
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query('delete from kysely_migration')
    await client.end()
    for (const command of ['api', 'work']) {
      const { code, output } = await vigie([command], {
        VIGIE_DATA: data.path,
        DATABASE_URL: database.url,
        VIGIE_PORT: '0',
      })
      expect([command, code]).toEqual([command, 1])
      expect(output).toContain('The database is older than this version (0001_ground')
      expect(output).toContain('migrate')
    }
  })

  test('says what is wrong with its key', long, async () => {
    using data = dataFolder()
    const key = join(data.path, 'vigie.key')
    writeFileSync(key, `${Buffer.alloc(32, 1).toString('base64')}\n`, { mode: 0o600 })
    chmodSync(key, 0o644)
    const env = { VIGIE_DATA: data.path }
    const loose = await vigie(['work'], env)
    expect([loose.code, loose.output]).toEqual([1, `${key} can be read by others. Remedy: chmod 600 ${key}\n`])
    const short = await vigie(['work'], { ...env, VIGIE_KEY: 'c2hvcnQ=' })
    expect(short.code).toBe(1)
    expect(short.output).toContain('VIGIE_KEY: a sealing key is 32 bytes in base64; this one has 5.')
    expect(short.output).not.toContain('c2hvcnQ')
  })
})
