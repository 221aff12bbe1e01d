import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SecretBox } from '../lib/secret-box.ts'
import type { Client } from '../testing/client.ts'
import { TestWorld } from '../testing/world.ts'

interface Account {
  id: string
  handle: string
  displayName: string
  hasAvatar: boolean
  health: string
  healthDetail: string | null
  checkedAt: string
  disconnectedAt: string | null
  code?: string
  reason?: string
  field?: string
  detail?: string
}

let world: TestWorld
let anna: Client
beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  anna = await world.signIn('admin')
})
afterAll(() => world[Symbol.asyncDispose]())

const signInOf = (who: { handle: string; appPassword: string }, more: object = {}) => ({
  service: world.proxy.url,
  handle: who.handle,
  password: who.appPassword,
  ...more,
})
const connect = (signIn: object, workspaceId = world.workspaceId, who = anna) =>
  who.post<Account>(world.path('/accounts', workspaceId), { network: 'bluesky', signIn })
const of = (account: Account, rest = '') => world.path(`/accounts/${account.id}${rest}`)
const sealedOf = (id: string) =>
  world.core.db.selectFrom('accountCredentials').selectAll().where('accountId', '=', id).executeTakeFirst()

describe('connecting an account', () => {
  test('fetches its name and picture, and keeps its history over a break', async () => {
    const { mairie, alice } = world.bluesky
    const made = await connect(signInOf(mairie))
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      handle: 'mairie.test',
      displayName: 'Mairie de Saint-Aubin',
      health: 'ok',
      hasAvatar: true,
    })
    const again = await connect(signInOf(mairie))
    expect([again.status, again.body.code]).toEqual([409, 'ACCOUNT_EXISTS'])
    // the sign-in of somebody else does not take its place
    const other = await anna.post<Account>(of(made.body, '/reconnect'), { signIn: signInOf(alice) })
    expect([other.status, other.body.code]).toEqual([409, 'ACCOUNT_OTHER'])
    const gone = await anna.delete<Account>(of(made.body))
    expect(gone.body.disconnectedAt).not.toBeNull()
    expect(await sealedOf(made.body.id)).toBeUndefined()
    expect((await anna.delete<Account>(of(made.body))).body.code).toBe('ACCOUNT_DISCONNECTED')
    const back = await connect(signInOf(mairie))
    expect(back.body).toMatchObject({ id: made.body.id, disconnectedAt: null, health: 'ok' })
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select('action')
      .where('subjectId', '=', made.body.id)
      .orderBy('seq')
      .execute()
    expect(entries.map((one) => one.action)).toEqual([
      'account.connected',
      'account.disconnected',
      'account.reconnected',
    ])
    await anna.delete(of(made.body))
  })

  test('says what is wrong, with which field, and keeps nothing', async () => {
    const { mairie } = world.bluesky
    const before = await world.core.db.selectFrom('account').select('id').execute()
    const cases: [object, string, string][] = [
      [signInOf(mairie, { password: 'wrong-pass-word-here' }), 'wrong_password', 'password'],
      [signInOf(mairie, { handle: 'nobody.test' }), 'unknown_handle', 'handle'],
      [signInOf(mairie, { service: 'http://127.0.0.1:9' }), 'unreachable', 'service'],
    ]
    for (const [signIn, reason, field] of cases) {
      const { status, body } = await connect(signIn)
      expect({ status, code: body.code, reason: body.reason, field: body.field }).toEqual({
        status: 422,
        code: 'ACCOUNT_SIGN_IN_REFUSED',
        reason,
        field,
      })
      expect(body.detail).not.toBe('')
      expect(JSON.stringify(body)).not.toContain('wrong-pass-word-here')
    }
    const answers: [number, object, string][] = [
      [401, { error: 'AuthFactorTokenRequired', message: 'A code was sent' }, 'second_factor'],
      [429, { error: 'RateLimitExceeded', message: 'Slow down' }, 'rate_limited'],
      [502, { error: 'UpstreamFailure', message: 'Down' }, 'unreachable'],
    ]
    for (const [status, answer, reason] of answers) {
      world.proxy.answerNext(status, {}, answer, 'createSession')
      expect((await connect(signInOf(mairie))).body).toMatchObject({ code: 'ACCOUNT_SIGN_IN_REFUSED', reason })
    }
    expect(await world.core.db.selectFrom('account').select('id').execute()).toEqual(before)
  })

  test('of one profile in two workspaces makes two accounts that know nothing of each other', async () => {
    const { workspaceId, owner } = await world.otherWorkspace()
    const { bob } = world.bluesky
    const [one, two] = [await connect(signInOf(bob)), await connect(signInOf(bob), workspaceId, owner)]
    expect([one.status, two.status]).toEqual([201, 201])
    expect(one.body.id).not.toBe(two.body.id)
    await anna.delete(of(one.body))
    expect((await owner.post<Account>(world.path(`/accounts/${two.body.id}/check`, workspaceId))).body.health).toBe(
      'ok',
    )
  })
})

describe('an account’s health', () => {
  test('is looked at on request, and told with its reason', async () => {
    const { alice } = world.bluesky
    const { body: account } = await connect(signInOf(alice))
    const check = async () => (await anna.post<Account>(of(account, '/check'))).body
    expect(await check()).toMatchObject({ health: 'ok' })
    world.proxy.answerNext(
      429,
      { 'ratelimit-reset': String(Math.floor(Date.now() / 1000) + 60) },
      { error: 'RateLimitExceeded' },
    )
    expect(await check()).toMatchObject({ health: 'rate_limited' })
    // the access token is good for two hours more, and the check is not taken in
    await world.bluesky.revokeAppPassword(alice, 'vigie')
    const ended = await check()
    expect(ended.health).toBe('needs_sign_in')
    expect(ended.healthDetail).not.toBeNull()
    const password = await world.bluesky.appPassword(alice, 'vigie again')
    const back = await anna.post<Account>(of(account, '/reconnect'), {
      signIn: signInOf({ ...alice, appPassword: password }),
    })
    expect(back.body).toMatchObject({ id: account.id, health: 'ok', healthDetail: null })
  })

  test('with a key that is lost says so; everything else goes on, and a new sign-in mends it', async () => {
    const account = await world.connect()
    const lost = { ...world.core, box: new SecretBox([Buffer.alloc(32, 9)]) }
    const { checkAccount } = await import('../core/accounts/check.ts')
    const { systemActor } = await import('../core/audit/record.ts')
    const seen = await checkAccount(lost, account, systemActor('test'))
    expect(seen.health).toBe('needs_sign_in')
    expect(seen.healthDetail).toMatch(/No key opens this secret \(key id [0-9a-f]{8}\)/)
    expect((await anna.get(world.path('/accounts'))).status).toBe(200)
    const signIn = signInOf(world.bluesky.mairie)
    expect((await anna.post<Account>(world.path(`/accounts/${account.id}/reconnect`), { signIn })).body.health).toBe(
      'ok',
    )
  })
})

describe('an account’s picture', () => {
  const picture = async (id: string) =>
    world.app.inject({ url: world.path(`/accounts/${id}/avatar`), headers: anna.identity() })
  const keep = async (id: string, contentType: string, bytes: string) => {
    await world.core.db.deleteFrom('accountPicture').where('accountId', '=', id).execute()
    await world.core.db
      .insertInto('accountPicture')
      .values({ accountId: id, contentType, bytes: Buffer.from(bytes), fetchedAt: new Date() })
      .execute()
  }

  test('comes from us, as a picture and nothing else', async () => {
    const citizen = await world.bluesky.createPerson('pia')
    const { body: account } = await connect(signInOf(citizen))
    const answer = await picture(account.id)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^image\/(png|jpeg)$/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'")
    expect(answer.headers['cache-control']).toContain('private')
    expect(answer.rawPayload.length).toBeGreaterThan(100)
  })

  test('is fetched anew when the profile has another one', async () => {
    const citizen = await world.bluesky.createPerson('pol')
    const { body: account } = await connect(signInOf(citizen))
    await keep(account.id, 'image/png', 'kept')
    expect((await picture(account.id)).body).toBe('kept')
    await anna.post(of(account, '/check'))
    expect((await picture(account.id)).body).toBe('kept')
    await world.core.db
      .updateTable('account')
      .set({ avatarUrl: 'http://127.0.0.1:9/old.png' })
      .where('id', '=', account.id)
      .execute()
    await anna.post(of(account, '/check'))
    expect((await picture(account.id)).rawPayload.length).toBeGreaterThan(100)
    await keep(account.id, 'image/png', 'kept')
    await world.core.db
      .updateTable('account')
      .set({ avatarUrl: 'http://127.0.0.1:9/old.png' })
      .where('id', '=', account.id)
      .execute()
    await anna.post(of(account, '/reconnect'), { signIn: signInOf(citizen) })
    expect((await picture(account.id)).rawPayload.length).toBeGreaterThan(100)
  })

  test('is no drawing that runs scripts', async () => {
    const { readPicture } = await import('../core/accounts/picture.ts')
    const account = await world.connect(await world.bluesky.createPerson('ute'))
    for (const contentType of ['image/svg+xml', 'text/html', 'image/png; charset=x', 'IMAGE/SVG+XML']) {
      const core = {
        ...world.core,
        fetchImage: () => Promise.resolve({ contentType, bytes: Buffer.from('<svg onload=alert(1)>') }),
      }
      expect(await readPicture(core, account)).toBeUndefined()
    }
  })
})
