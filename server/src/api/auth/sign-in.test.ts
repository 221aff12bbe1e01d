import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { totp } from '../../testing/totp.ts'
import { TestWorld, testPassword } from '../../testing/world.ts'

interface Session {
  id: string
  token: string
}

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.create()
})
afterAll(() => world[Symbol.asyncDispose]())

async function recorded(personId: string): Promise<string[]> {
  const rows = await world.core.db
    .selectFrom('auditEntry')
    .select('action')
    .where('subjectId', '=', personId)
    .where('action', 'like', 'person.%')
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.action)
}

describe('a session', () => {
  test('begins with the right password alone, and ends with signing out', async () => {
    const eva = await world.signIn('editor')
    const { email } = eva.person
    const stranger = world.client()
    for (const body of [
      { email, password: 'wrong password' },
      { email: 'nobody@vigie.test', password: testPassword },
    ]) {
      const refused = await stranger.post<{ code: string }>('/api/auth/sign-in/email', body)
      expect(refused.status).toBe(401)
      // the same answer for both: nobody learns who has a sign-in here
      expect(refused.body.code).toBe('INVALID_EMAIL_OR_PASSWORD')
    }
    expect((await stranger.get('/api/me')).status).toBe(401)
    expect((await eva.get<{ person: { email: string } }>('/api/me')).body.person.email).toBe(email)
    const old = eva.cookie
    expect((await eva.call('POST', '/api/auth/sign-out')).status).toBe(200)
    expect((await stranger.call('GET', '/api/me', undefined, { cookie: old })).status).toBe(401)
    expect(await recorded(eva.person.id)).toEqual(['person.signed_in', 'person.signed_out'])
  })

  test('is a new one with each sign-in: a cookie planted before is not taken up', async () => {
    const eva = await world.signIn('editor')
    const planted = eva.cookie
    const body = { email: eva.person.email, password: testPassword }
    const again = await world.client().call('POST', '/api/auth/sign-in/email', body, { cookie: planted })
    const [cookie = ''] = [again.headers['set-cookie']].flat() as string[]
    expect(cookie).toMatch(/^vigie\.session_token=/)
    expect(planted).not.toContain(cookie.split(';')[0])
  })

  test('has a cookie that scripts cannot read, other sites do not send, and http does not carry where https is used', async () => {
    const sign = async (from: TestWorld) => {
      const body = { email: from.owner.email, password: testPassword }
      const answer = await from.client().post('/api/auth/sign-in/email', body)
      return [answer.headers['set-cookie']].flat().join('\n')
    }
    const plain = await sign(world)
    expect(plain).toMatch(/^vigie\.session_token=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/m)
    await using behindTls = await TestWorld.create({ server: { publicUrl: 'https://vigie.example' } })
    const secure = await sign(behindTls)
    expect(secure).toMatch(
      /^__Secure-vigie\.session_token=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    )
    const { headers } = await behindTls.client().get('/api/setup')
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  })

  test('lasts as long as it is used: its end moves on, in the browser too', async () => {
    const eva = await world.signIn('editor')
    const day = 86_400_000
    const aged = { updatedAt: new Date(Date.now() - 3 * day), expiresAt: new Date(Date.now() + 27 * day) }
    await world.core.db.updateTable('session').set(aged).where('personId', '=', eva.person.id).execute()
    expect((await eva.get('/api/me')).status).toBe(200)
    const answer = await eva.get('/api/auth/get-session')
    expect([answer.headers['set-cookie']].flat().join()).toContain('vigie.session_token=')
    const { expiresAt } = await world.core.db
      .selectFrom('session')
      .select('expiresAt')
      .where('personId', '=', eva.person.id)
      .executeTakeFirstOrThrow()
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * day)
  })

  test('is listed for its person alone, and ends when revoked', async () => {
    const eva = await world.signIn('editor')
    const phone = await world.signInAs(eva.person)
    const mallory = await world.signIn('admin')
    const { body: sessions } = await eva.get<Session[]>('/api/auth/list-sessions')
    expect(sessions).toHaveLength(2)
    const { body: current } = await phone.get<{ session: Session }>('/api/auth/get-session')
    const token = sessions.find((session) => session.id === current.session.id)!.token
    await mallory.post('/api/auth/revoke-session', { token })
    expect((await phone.get('/api/me')).status).toBe(200)
    await eva.post('/api/auth/revoke-session', { token })
    expect((await phone.get('/api/me')).status).toBe(401)
    const third = await world.signInAs(eva.person)
    await third.post('/api/auth/revoke-other-sessions')
    expect((await eva.get('/api/me')).status).toBe(401)
    expect((await third.get('/api/me')).status).toBe(200)
    expect((await recorded(eva.person.id)).filter((action) => action === 'person.session_revoked')).toHaveLength(2)
  })

  test('changes its password with the old one, and can end the others with it', async () => {
    const eva = await world.signIn('editor')
    const phone = await world.signInAs(eva.person)
    const change = (currentPassword: string, newPassword: string) =>
      eva.post<{ code?: string }>('/api/auth/change-password', {
        currentPassword,
        newPassword,
        revokeOtherSessions: true,
      })
    expect((await change('not this one', 'a new long password')).status).toBe(400)
    expect((await change(testPassword, 'short')).status).toBe(400)
    expect((await change(testPassword, 'a new long password')).status).toBe(200)
    expect((await phone.get('/api/me')).status).toBe(401)
    expect((await eva.get('/api/me')).status).toBe(200)
    const sign = (password: string) =>
      world.client().post('/api/auth/sign-in/email', { email: eva.person.email, password })
    expect((await sign(testPassword)).status).toBe(401)
    expect((await sign('a new long password')).status).toBe(200)
    expect(await recorded(eva.person.id)).toContain('person.password_changed')
  })
})

describe('a second factor', () => {
  test('is asked for once it was shown to work; a backup code works once', async () => {
    const eva = await world.signIn('editor')
    const { email, id } = eva.person
    type Enabled = { totpURI: string; backupCodes: string[] }
    expect((await eva.post('/api/auth/two-factor/enable', { password: 'not this one' })).status).toBe(400)
    const { body } = await eva.post<Enabled>('/api/auth/two-factor/enable', { password: testPassword })
    const { totpURI, backupCodes } = body
    // not before the first code proved that the app has the secret
    expect((await world.signInAs(eva.person).then((one) => one.get('/api/me'))).status).toBe(200)
    expect((await eva.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await eva.post('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
    expect((await eva.get<{ person: object }>('/api/me')).body.person).toMatchObject({ twoFactorEnabled: true })

    const half = world.client()
    type Half = { twoFactorRedirect?: boolean }
    const first = await half.post<Half>('/api/auth/sign-in/email', { email, password: testPassword })
    expect(first.body.twoFactorRedirect).toBe(true)
    expect((await half.get('/api/me')).status).toBe(401)
    expect((await half.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await half.post('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
    expect((await half.get('/api/me')).status).toBe(200)

    for (const expected of [200, 401]) {
      const other = world.client()
      await other.post('/api/auth/sign-in/email', { email, password: testPassword })
      const used = await other.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })
      expect(used.status).toBe(expected)
      expect((await other.get('/api/me')).status).toBe(expected)
    }
    // the record tells of a sign-in when there is one, not when its first half passed
    expect(await recorded(id)).toEqual([
      'person.signed_in',
      'person.second_factor_begun',
      'person.signed_in',
      'person.second_factor_enabled',
      'person.signed_in',
      'person.signed_in',
    ])
    const stored = await world.database.pool.query<{ secret: string; backup_codes: string }>('select * from two_factor')
    expect(JSON.stringify(stored.rows)).not.toContain(backupCodes[1])
    expect(JSON.stringify(stored.rows)).not.toContain(new URL(totpURI).searchParams.get('secret'))
  })

  test('is a passkey where the browser has one: registration begins for who is signed in alone', async () => {
    const eva = await world.signIn('editor')
    type Options = { rp: { id: string; name: string }; user: { name: string }; challenge: string }
    const { status, body } = await eva.get<Options>('/api/auth/passkey/generate-register-options')
    expect(status).toBe(200)
    expect(body).toMatchObject({ rp: { id: 'localhost', name: 'Vigie' }, user: { name: eva.person.email } })
    expect(body.challenge.length).toBeGreaterThan(20)
    expect((await world.client().get('/api/auth/passkey/generate-register-options')).status).toBe(401)
    const offered = await world.client().get<{ challenge: string }>('/api/auth/passkey/generate-authenticate-options')
    expect(offered.status).toBe(200)
    const made = { response: { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} } }
    expect((await world.client().post('/api/auth/passkey/verify-authentication', made)).status).toBeGreaterThanOrEqual(
      400,
    )
  })
})

describe('what better-auth offers and Vigie does not', () => {
  const closed = [
    'sign-up/email',
    'sign-in/social',
    'delete-user',
    'change-email',
    'update-user',
    'update-session',
    'request-password-reset',
    'reset-password',
    'send-verification-email',
    'verify-password',
    'link-social',
    'unlink-account',
    'refresh-token',
    'get-access-token',
    'two-factor/send-otp',
  ]

  test.each(closed)('%s is not there, for strangers and for people', async (path) => {
    const eva = await world.signIn('editor')
    const body = { email: 'new@vigie.test', name: 'New', password: testPassword, installationOwner: true }
    for (const who of [world.client(), eva]) {
      const answer = await who.post<{ code: string }>(`/api/auth/${path}`, body)
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND'])
    }
    const before = await world.core.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', eva.person.id)
      .executeTakeFirst()
    expect(before).toMatchObject({ installationOwner: false, twoFactorEnabled: false, email: eva.person.email })
    expect(await world.core.db.selectFrom('person').select('id').where('email', '=', body.email).execute()).toEqual([])
  })

  test('nobody makes themselves more than they are through their own page', async () => {
    const eva = await world.signIn('viewer')
    const more = {
      name: 'Eva',
      installationOwner: true,
      twoFactorEnabled: true,
      email: 'root@vigie.test',
      role: 'owner',
    }
    const { body } = await eva.patch<{ person: object; memberships: { role: string }[] }>('/api/me', more)
    expect(body.person).toMatchObject({ name: 'Eva', installationOwner: false, twoFactorEnabled: false })
    expect(body.memberships.map((one) => one.role)).toEqual(['viewer'])
    const row = await world.core.db.selectFrom('person').selectAll().where('id', '=', eva.person.id).executeTakeFirst()
    expect(row).toMatchObject({ email: eva.person.email, installationOwner: false })
  })
})
