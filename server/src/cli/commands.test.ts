import { readFileSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { readCredentials } from '../core/accounts/credentials.ts'
import { migrations } from '../db/migrations/index.ts'
import { SecretBox } from '../lib/secret-box.ts'
import { quietAccount } from '../testing/account.ts'
import { dataFolder, vigie } from '../testing/vigie-process.ts'
import { TestWorld, testKey, testPassword } from '../testing/world.ts'

const long = { timeout: 120_000 }
let world: TestWorld
let data: ReturnType<typeof dataFolder>
let env: Record<string, string>
beforeAll(async () => {
  world = await TestWorld.create()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  data = dataFolder()
  env = {
    VIGIE_DATA: data.path,
    DATABASE_URL: world.databaseUrl,
    VIGIE_KEY: testKey.toString('base64'),
    VIGIE_LOG: 'fatal',
  }
})
afterEach(() => data[Symbol.dispose]())

describe('doctor', () => {
  test('finds all well, and says what it looked at', long, async () => {
    await world.core.db.updateTable('account').set({ health: 'ok' }).execute()
    const { code, output } = await vigie(['doctor'], env)
    // the tests' database works without fsync: that is a problem, and the only one
    expect(code).toBe(1)
    expect(output).toMatch(/^PROBLEM {2}durability {2}fsync is off\n +→ Set fsync = on/m)
    for (const what of ['database', 'migrations', 'clock', 'disk', 'accounts']) {
      expect(output).toMatch(new RegExp(`^ok +${what} `, 'm'))
    }
    expect(output.match(/PROBLEM/g)).toHaveLength(1)
  })

  test('names an account that does not work, and the remedy', long, async () => {
    const account = await quietAccount(world, 'tired.test')
    await world.core.db.updateTable('account').set({ health: 'needs_sign_in' }).where('id', '=', account.id).execute()
    const { code, output } = await vigie(['doctor'], env)
    expect(code).toBe(1)
    expect(output).toMatch(
      /PROBLEM {2}account +tired\.test in Mairie: needs sign in\n +→ Open Accounts and reconnect it\./,
    )
    await world.core.db.deleteFrom('account').execute()
  })

  test('looks at an embedded database of its own without leaving it running, ready or not', long, async () => {
    const own = { VIGIE_DATA: data.path, VIGIE_LOG: 'fatal' }
    const before = await vigie(['doctor'], own)
    expect(before.code).toBe(1)
    expect(before.output).toMatch(/PROBLEM {2}migrations +waiting: 0001_ground.*\n +→ Run: .*migrate/)
    expect(before.output).toMatch(/^ok +durability +fsync is on/m)
    const migrated = await vigie(['migrate'], own)
    expect([migrated.code, migrated.output]).toEqual([0, `Done: ${Object.keys(migrations).join(', ')}\n`])
    expect((await vigie(['migrate'], own)).output).toBe('The database is up to date.\n')
    const after = await vigie(['doctor'], own)
    expect([after.code, after.output.includes('PROBLEM')]).toEqual([0, false])
    chmodSync(join(data.path, 'vigie.key'), 0o640)
    const loose = await vigie(['doctor'], own)
    expect(loose.code).toBe(1)
    expect(loose.output).toContain(`chmod 600 ${join(data.path, 'vigie.key')}`)
  })

  test.each([
    [
      'nobody listens',
      { DATABASE_URL: 'postgres://olga:very-secret-word@127.0.0.1:1/vigie' },
      /does not answer \(.*ECONNREFUSED.*\)/,
    ],
    ['the address is none', { DATABASE_URL: 'mysql://127.0.0.1/vigie' }, /DATABASE_URL: must begin with postgres/],
    ['a number is none', { VIGIE_LANES: 'many' }, /VIGIE_LANES: /],
  ])('says so when %s', long, async (_what, wrong, words) => {
    const { code, output } = await vigie(['doctor'], { ...env, ...wrong })
    expect(code).toBe(1)
    expect(output).toMatch(words)
    expect(output).not.toContain('very-secret-word')
  })
})

describe('a database that does not answer', () => {
  test('is told at once where waiting does not help, and after a while where it might', long, async () => {
    const missing = world.databaseUrl.replace(/@\/[^?]+/, '@/no_such_database')
    const { code, output } = await vigie(['work'], { ...env, DATABASE_URL: missing })
    expect(code).toBe(1)
    expect(output).toContain('database "no_such_database" does not exist')
    expect(output).toContain('Check DATABASE_URL')
    const dead = await vigie(['migrate'], {
      ...env,
      DATABASE_URL: 'postgres://olga:very-secret-word@127.0.0.1:1/vigie',
    })
    expect(dead.code).toBe(1)
    expect(dead.output).toContain('ECONNREFUSED')
    expect(dead.output).not.toContain('very-secret-word')
  })
})

describe('reset-password', () => {
  const reset = (email: string, input: string) => vigie(['reset-password', email], env, input)

  test('gives a new one, and ends every session', long, async () => {
    const eva = await world.signIn('editor')
    const { code, output } = await reset(eva.person.email.toUpperCase(), 'evas-new-password\n')
    expect(code).toBe(0)
    expect(output).toContain('All sessions were ended')
    expect(output).not.toContain('evas-new-password')
    expect((await eva.get('/api/me')).status).toBe(401)
    const sign = (password: string) =>
      world.client().post('/api/auth/sign-in/email', { email: eva.person.email, password })
    expect((await sign(testPassword)).status).toBe(401)
    expect((await sign('evas-new-password')).status).toBe(200)
    const entry = await world.core.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'person.password_reset')
      .executeTakeFirst()
    expect(entry).toMatchObject({ subjectId: eva.person.id, actorKind: 'system', actorName: 'command line' })
  })

  test.each([
    ['nobody@vigie.test', 'a long password\n', 'Nobody here has the e-mail nobody@vigie.test'],
    ['olga@vigie.test', 'short\n', 'The password is too short'],
    ['olga@vigie.test', '', 'The password is too short'],
  ])('for %s with %o says what is wrong', long, async (email, input, words) => {
    const { code, output } = await reset(email, input)
    expect(code).toBe(1)
    expect(output).toContain(words)
  })
})

describe('rotate-key', () => {
  test('seals everything under a new key and keeps the old one; sessions go on', long, async () => {
    const account = await quietAccount(world, 'rotate.test')
    const box = (keys: readonly Buffer[]) => readCredentials(world.core.db, new SecretBox(keys), account.id)
    // the file begins with the key that sealed what is there
    const file = join(data.path, 'vigie.key')
    const { writeKeyFile, readSecrets } = await import('../config/secrets.ts')
    writeKeyFile(data.path, [testKey])
    const before = readSecrets(data.path, undefined)
    const { VIGIE_KEY: _none, ...fromFile } = env
    const { code, output } = await vigie(['rotate-key'], fromFile)
    expect([code, output]).toEqual([
      0,
      '1 secret(s) are sealed under the newest key. Restart running processes of Vigie.\n',
    ])
    const keys = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => Buffer.from(line, 'base64'))
    expect(keys).toHaveLength(2)
    expect(keys[1]).toEqual(testKey)
    await expect(box([testKey])).rejects.toThrow('No key opens this secret')
    expect((await box([keys[0]!]))?.credentials['did']).toBe(account.remoteId)
    expect(readSecrets(data.path, undefined).sessionSecret).toBe(before.sessionSecret)
    const { rows } = await sql<{
      n: string
    }>`select count(*) as n from audit_entry where action = 'installation.key_rotated'`.execute(world.core.db)
    expect(rows[0]?.n).toBe('1')
    // a process that runs with the old keys reads the file anew
    const running = new SecretBox([testKey], () => readSecrets(data.path, undefined).sealingKeys)
    expect((await readCredentials(world.core.db, running, account.id))?.credentials['did']).toBe(account.remoteId)
  })
})
