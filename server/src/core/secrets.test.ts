import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { SecretBox } from '../lib/secret-box.ts'
import type { Answer, Client } from '../testing/client.ts'
import { secretOf, totp } from '../testing/totp.ts'
import { TestWorld, testKey, testPassword } from '../testing/world.ts'
import { readCredentials } from './accounts/credentials.ts'

/** Everything a whole life said: each line of the log and of the console, each answer by who gave it. */
const said: string[] = []
const answers: { from: string; body: string }[] = []
/** Each secret of that life, and the answers that hand it out. */
const secrets = new Map<string, { what: string; handedOutBy: string[] }>()
let world: TestWorld
let dump = ''
let record = ''

function secret(what: string, value: string | undefined, ...handedOutBy: string[]): void {
  if (value === undefined || value.length < 6) throw new Error(`${what} is no secret: ${String(value)}`)
  secrets.set(value, { what, handedOutBy })
}

async function call<T>(who: Client, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const answer = await who.call<T>(method, path, body)
  const route = `${method} ${path.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/:id').replace(/(invitations)\/[^/]+/, '$1/:token')}`
  answers.push({ from: route, body: JSON.stringify(answer.body) })
  return answer
}

async function keepJwts(accountId: string): Promise<void> {
  const { db, box } = world.core
  const open = await readCredentials(db, box, accountId)
  const jwts = [...JSON.stringify(open).matchAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g)].map(([jwt]) => jwt)
  expect(jwts.length).toBeGreaterThanOrEqual(2)
  for (const jwt of jwts) secret('a token of the network', jwt)
}

async function dumpDatabase(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`.execute(world.core.db)
  const tables = rows.map(async ({ name }) => {
    const { rows: lines } = await sql<{
      line: string
    }>`select to_jsonb(t)::text as line from ${sql.raw(name)} t`.execute(world.core.db)
    return lines.map(({ line }) => `${name} ${line}`).join('\n')
  })
  return (await Promise.all(tables)).join('\n')
}

async function live(): Promise<void> {
  const olga = world.client()
  const signIn = '/api/auth/sign-in/email'
  secret('a password', testPassword)
  secret('a wrong password', 'wrong-pass-of-olga')
  await call(olga, 'POST', signIn, { email: world.owner.email, password: 'wrong-pass-of-olga' })
  await call(olga, 'POST', signIn, { email: world.owner.email, password: testPassword })
  secret('a session cookie', decodeURIComponent(olga.cookie.split('=')[1] ?? ''))
  await call(olga, 'GET', '/api/me')
  await call(olga, 'GET', '/api/auth/list-sessions')

  const enabled = await call<{ totpURI: string; backupCodes: string[] }>(olga, 'POST', '/api/auth/two-factor/enable', {
    password: testPassword,
  })
  const { totpURI, backupCodes } = enabled.body
  secret('the secret of the second factor', secretOf(totpURI), 'POST /api/auth/two-factor/enable')
  for (const code of backupCodes) secret('a backup code', code, 'POST /api/auth/two-factor/enable')
  await call(olga, 'POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
  await call(olga, 'POST', '/api/auth/two-factor/verify-totp', { code: totp(totpURI) })
  const half = world.client()
  await call(half, 'POST', signIn, { email: world.owner.email, password: testPassword })
  await call(half, 'POST', '/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })
  secret('a new password', 'olgas-new-password')
  const change = { currentPassword: testPassword, newPassword: 'olgas-new-password' }
  expect((await call(olga, 'POST', '/api/auth/change-password', change)).status).toBe(200)

  const invited = await call<{ link: string }>(olga, 'POST', world.path('/invitations'), {
    email: 'nora@vigie.test',
    role: 'admin',
  })
  const invitation = invited.body.link.split('/').at(-1)!
  secret('an invitation', invitation, 'POST /api/workspaces/:id/invitations')
  secret('the password of somebody new', 'noras-first-password')
  await call(olga, 'GET', `/api/invitations/${invitation}`)
  const nora = world.client()
  await call(nora, 'POST', `/api/invitations/${invitation}/accept`, { name: 'Nora', password: 'noras-first-password' })
  await call(nora, 'POST', `/api/invitations/${invitation}/accept`, {
    name: 'Nora',
    password: 'noras-first-password',
    language: 'fr',
    timeZone: 'UTC',
  })
  await call(nora, 'POST', `/api/invitations/${invitation}/accept`, {})

  const made = await call<{ token: string }>(olga, 'POST', world.path('/tokens'), {
    name: 'Script',
    scopes: ['read', 'write', 'publish'],
  })
  secret('an API token', made.body.token, 'POST /api/workspaces/:id/tokens')
  const bot = Object.assign(world.client(), { token: made.body.token })
  const stranger = Object.assign(world.client(), { token: 'vig_some-wrong-token-of-somebody' })
  secret('a wrong API token', 'vig_some-wrong-token-of-somebody')

  const hook = await call<{ hook: { id: string }; secret: string }>(olga, 'POST', world.path('/halt-hooks'), {
    name: 'Monitor',
    level: 'automation',
  })
  secret('the secret of a webhook', hook.body.secret, 'POST /api/workspaces/:id/halt-hooks')
  await call(world.client(), 'POST', `/api/hooks/halt/${hook.body.hook.id}`, { secret: hook.body.secret })
  await call(olga, 'GET', world.path('/halt-hooks'))

  const { mairie } = world.bluesky
  secret('an app password', mairie.appPassword)
  secret('a wrong app password', 'wrong-app-pass-word')
  const connect = (password: string) => ({
    network: 'bluesky',
    signIn: { service: world.proxy.url, handle: mairie.handle, password },
  })
  await call(olga, 'POST', world.path('/accounts'), connect('wrong-app-pass-word'))
  world.proxy.answerNext(
    400,
    {},
    { error: 'InvalidRequest', message: `Bad password ${mairie.appPassword}` },
    'createSession',
  )
  await call(olga, 'POST', world.path('/accounts'), connect(mairie.appPassword))
  const { body: account } = await call<{ id: string }>(
    olga,
    'POST',
    world.path('/accounts'),
    connect(mairie.appPassword),
  )
  await keepJwts(account.id)
  await world.core.db
    .updateTable('accountCredentials')
    .set({ expiresAt: new Date(0) })
    .execute()
  await call(bot, 'POST', world.path(`/accounts/${account.id}/check`))
  await keepJwts(account.id)
  await call(stranger, 'GET', world.path('/accounts'))

  await world.withoutUndo()
  const post = {
    items: [{ text: 'Bonjour' }],
    options: { languages: ['fr'] },
    accountIds: [account.id],
    send: { kind: 'now' },
  }
  type Sent = { deliveries: { id: string }[] }
  const sent = await call<Sent>(bot, 'POST', world.path('/posts'), post)
  world.proxy.dropNextAnswer('putRecord')
  await call(bot, 'POST', world.path('/posts'), { ...post, items: [{ text: 'Perdu' }] })
  await world.settleAll()
  await call(bot, 'POST', world.path(`/deliveries/${sent.body.deliveries[0]?.id}/take-down`))
  await call(bot, 'GET', world.path('/deliveries'))
  dump = await dumpDatabase()
  await breakThings(olga, connect(mairie.appPassword), invitation)
  await call(olga, 'GET', world.path('/audit?limit=200'))
  await call(olga, 'GET', world.path('/tokens'))
  await call(olga, 'GET', world.path('/invitations'))
  await call(olga, 'POST', '/api/auth/sign-out')
}

/** Errors of the database, of the kind that quotes the row. */
async function breakThings(olga: Client, connect: object, invitation: string): Promise<void> {
  const { pool } = world.database
  const tables = ['session', 'sign_in_method', 'api_token', 'invitation', 'account_credentials', 'two_factor']
  for (const table of tables) await pool.query(`alter table ${table} add constraint broken check (false) not valid`)
  await call(olga, 'POST', world.path('/tokens'), { name: 'Script', scopes: ['read'] })
  await call(olga, 'POST', world.path('/invitations'), { email: 'paul@vigie.test', role: 'viewer' })
  await world.core.db.deleteFrom('accountCredentials').execute()
  await call(olga, 'POST', world.path('/accounts'), connect)
  const account = await world.core.db.selectFrom('account').select('id').executeTakeFirstOrThrow()
  await call(olga, 'POST', world.path(`/accounts/${account.id}/reconnect`), connect)
  await call(world.client(), 'POST', '/api/auth/sign-in/email', {
    email: 'nora@vigie.test',
    password: 'noras-first-password',
  })
  await call(olga, 'POST', '/api/auth/two-factor/enable', { password: 'olgas-new-password' })
  for (const table of tables) await pool.query(`alter table ${table} drop constraint broken`)
  await call(olga, 'POST', `/api/invitations/${invitation}/accept`, 'no json at all')
}

beforeAll(async () => {
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said.push(chunk.toString())
      done()
    },
  })
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation(
      (...args: unknown[]) =>
        void said.push(
          args.map((one) => (typeof one === 'string' ? one : JSON.stringify(one) + String(one))).join(' '),
        ),
    )
  }
  world = await TestWorld.create({ bluesky: true, log })
  secret('the sealing key', testKey.toString('base64'))
  secret('the sealing key, in hex', testKey.toString('hex'))
  await live()
  dump += await dumpDatabase()
  record = JSON.stringify(await world.core.db.selectFrom('auditEntry').selectAll().execute())
}, 180_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await world[Symbol.asyncDispose]()
})

/** A secret as it is, and as an address, JSON, base64 or a byte column would show it. */
const writings = (value: string) => [
  value,
  encodeURIComponent(value),
  JSON.stringify(value).slice(1, -1),
  Buffer.from(value).toString('base64').replace(/=+$/, ''),
  Buffer.from(value).toString('hex'),
]

function found(text: string): string[] {
  return [...secrets].filter(([value]) => writings(value).some((one) => text.includes(one))).map(([, { what }]) => what)
}

describe('after a whole life of Vigie', () => {
  test('it was a whole life', () => {
    expect(secrets.size).toBeGreaterThan(20)
    expect(said.length).toBeGreaterThan(60)
    const recorded = [
      'account.connected',
      'delivery.published',
      'delivery.unconfirmed',
      'delivery.retracted',
      'member.joined',
      'person.second_factor_enabled',
    ]
    for (const action of recorded) expect(record).toContain(action)
    // the log told of the broken database, or this test would look at nothing
    expect(said.filter((line) => line.includes('violates check constraint')).length).toBeGreaterThanOrEqual(4)
  })

  test('no line of the log has a secret in it', () => {
    for (const line of said) expect([found(line), line]).toEqual([[], line])
  })

  test('no line of the log quotes a row of the database: a session’s token, a hash', () => {
    for (const line of said) expect(line).not.toContain('Failing row contains')
  })

  test('no answer has one, but the one that hands it out', () => {
    for (const { from, body } of answers) {
      const wrong = [...secrets].filter(
        ([value, { handedOutBy }]) => !handedOutBy.includes(from) && writings(value).some((one) => body.includes(one)),
      )
      expect([from, wrong.map(([, { what }]) => what)]).toEqual([from, []])
    }
  })

  test('the record has none', () => {
    expect(found(record)).toEqual([])
  })

  test('the database has none that it could be read from', () => {
    // the dump is whole: hashes and sealed boxes are in it
    expect(dump).toContain('public.account_credentials')
    expect(dump).toContain('public.two_factor')
    expect(found(dump)).toEqual([])
  })
})

describe('a sealed box', () => {
  const box = new SecretBox([testKey])
  const sealed = box.seal('a secret', 'row 1')

  test('opens where it was sealed, and not in another row', () => {
    expect(box.open(sealed, 'row 1')).toBe('a secret')
    expect(() => box.open(sealed, 'row 2')).toThrow('moved')
  })

  test('does not open when any byte of it was changed, or the end is missing', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => box.open(changed, 'row 1')).toThrow(/secret/)
      expect(() => box.open(sealed.subarray(0, at), 'row 1')).toThrow(/secret/)
    }
  })

  test('is another one each time, and names the key it needs', () => {
    expect(box.seal('a secret', 'row 1').equals(sealed)).toBe(false)
    expect(() => new SecretBox([Buffer.alloc(32, 1)]).open(sealed, 'row 1')).toThrow(
      /No key opens this secret \(key id [0-9a-f]{8}\)/,
    )
  })

  test('of a key made meanwhile by another process opens, for the keys are read again', () => {
    const newer = Buffer.alloc(32, 5)
    const running = new SecretBox([testKey], () => [newer, testKey])
    expect(running.open(new SecretBox([newer]).seal('x', 'row'), 'row')).toBe('x')
    expect(running.isStale(sealed)).toBe(true)
  })
})
