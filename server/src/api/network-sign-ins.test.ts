import { openMastodon, type Citizen, type Mastodon } from '@vigie/playground'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resealApps } from '../core/accounts/network-app.ts'
import { SecretBox } from '../lib/secret-box.ts'
import type { Client } from '../testing/client.ts'
import { TestWorld, testKey, testOrigin } from '../testing/world.ts'

interface Answer {
  url: string
  code?: string
  reason?: string
  field?: string
}

let world: TestWorld
let server: Mastodon
let anna: Client & { person: { id: string } }
beforeAll(async () => {
  world = await TestWorld.create()
  server = await openMastodon()
  anna = await world.signIn('admin')
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  server.assertAsDescribed()
})

const begin = (service = server.url, who: Client = anna) =>
  who.post<Answer>(world.path('/accounts/sign-in'), { network: 'mastodon', signIn: { service } })

/** What the person does on the server's page. @returns where its answer leads them */
async function answer(page: string, person: Citizen, decision: 'yes' | 'no'): Promise<string> {
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(new URL(path, page), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'user-agent': 'Browser', 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields).toString(),
    })
  const signedIn = await post('/sign-in', { name: person.name, password: person.password, next: '/' })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const query = Object.fromEntries(new URL(page).searchParams)
  const decided = await post('/oauth/authorize', { ...query, decision }, cookie)
  const location = decided.headers.get('location') ?? ''
  expect(location.startsWith(`${testOrigin}/api/sign-in/return?`)).toBe(true)
  return location.slice(testOrigin.length)
}

/** Follows the way back. @returns the page it ends on */
async function comeBack(path: string, who: Client = anna): Promise<string> {
  const response = await world.app.inject({ method: 'GET', url: path, headers: who.identity() })
  expect(response.statusCode).toBe(302)
  return String(response.headers.location)
}

const accounts = () => world.core.db.selectFrom('account').selectAll().orderBy('connectedAt').execute()
const page = (result: string) => `/w/${world.workspaceId}/accounts?signIn=${result}`

describe('signing in on the network’s own page', () => {
  test('connects the account, with as little leave as is needed, and nothing secret in the open', async () => {
    const { status, body } = await begin()
    expect(status).toBe(200)
    const asked = new URL(body.url)
    expect(asked.origin + asked.pathname).toBe(`${server.url}/oauth/authorize`)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${testOrigin}/api/sign-in/return`,
      scope: 'read:accounts read:notifications read:statuses write:media write:statuses',
      code_challenge_method: 'S256',
    })
    const back = await comeBack(await answer(body.url, server.mia, 'yes'))
    const [account] = await accounts()
    expect(back).toBe(`${page('connected')}&account=${account?.id}`)
    expect(account).toMatchObject({
      network: 'mastodon',
      handle: `mia@${new URL(server.url).host}`,
      health: 'ok',
      textLimits: { characters: 500, perLink: 23 },
    })
    const shown = JSON.stringify((await anna.get(world.path('/accounts'))).body)
    expect(shown).toContain('"textLimits":{"characters":500,"perLink":23}')
    expect(shown).not.toMatch(/accessToken|sealed/)
    const { sealed } = await world.core.db.selectFrom('networkApp').selectAll().executeTakeFirstOrThrow()
    expect(sealed.toString('latin1')).not.toContain('client')
  })

  test('registers Vigie once with a server, and anew where nobody used that for a day', async () => {
    const registrations = () => server.asked.filter((operation) => operation === 'createApp').length
    const before = registrations()
    await begin()
    const age = () => sql`update network_app set registered_at = now() - interval '1 day'`.execute(world.core.db)
    await age()
    // somebody is connected through it
    await begin()
    expect(registrations()).toBe(before)
    await world.core.db.updateTable('account').set({ disconnectedAt: new Date() }).execute()
    await begin()
    expect(registrations()).toBe(before + 1)
    await world.core.db.updateTable('account').set({ disconnectedAt: null }).execute()
  })

  test('of an account that is connected changes nothing', async () => {
    const { body } = await begin()
    expect(await comeBack(await answer(body.url, server.mia, 'yes'))).toBe(page('exists'))
    expect(await accounts()).toHaveLength(1)
  })

  test('again keeps the history, and is of the same account', async () => {
    const [account] = await accounts()
    const again = async (person: Citizen) => {
      const { body } = await anna.post<Answer>(world.path(`/accounts/${account?.id}/sign-in`))
      return comeBack(await answer(body.url, person, 'yes'))
    }
    expect(await again(server.leo)).toBe(page('other_account'))
    server.revoke(server.mia)
    expect(await again(server.mia)).toBe(`${page('reconnected')}&account=${account?.id}`)
    expect(await accounts()).toHaveLength(1)
  })

  test('that ends with a no says so', async () => {
    const { body } = await begin()
    expect(await comeBack(await answer(body.url, server.leo, 'no'))).toBe(page('refused_by_person'))
    expect(await accounts()).toHaveLength(1)
  })

  test('takes ten minutes at most, and works once', async () => {
    const { body } = await begin()
    const back = await answer(body.url, server.leo, 'yes')
    await sql`update begun_sign_in set expires_at = now() - interval '1 second'`.execute(world.core.db)
    expect(await comeBack(back)).toBe(page('sign_in_over'))
    expect(await comeBack(back)).toBe('/')
    // the code was used elsewhere
    const second = await begin()
    const path = await answer(second.body.url, server.leo, 'yes')
    expect(await comeBack(path.replace(/code=[^&]+/, 'code=another'))).toBe(page('sign_in_over'))
    expect(await accounts()).toHaveLength(1)
  })

  test('is finished by who began it, and by nobody else', async () => {
    const { body } = await begin()
    const back = await answer(body.url, server.leo, 'yes')
    const other = await world.signIn('owner')
    expect(await comeBack(back, other)).toBe('/')
    expect(await comeBack(back, world.client())).toBe('/')
    expect(await accounts()).toHaveLength(1)
    // no longer an admin when they come back
    const { workspaceId } = world
    const demote = (role: 'admin' | 'editor') =>
      world.core.db
        .updateTable('member')
        .set({ role })
        .where('personId', '=', anna.person.id)
        .where('workspaceId', '=', workspaceId)
        .execute()
    await demote('editor')
    expect(await comeBack(back)).toBe(page('not_allowed'))
    await demote('admin')
    expect(await accounts()).toHaveLength(1)
  })

  test('says what is wrong with a server before anybody goes there', async () => {
    const cases = [
      ['http://127.0.0.1:9', 'unreachable'],
      ['', 'invalid'],
    ] as const
    for (const [service, reason] of cases) {
      const { status, body } = await begin(service)
      expect([status, body.code, body.reason, body.field]).toEqual([422, 'ACCOUNT_SIGN_IN_REFUSED', reason, 'service'])
    }
    server.fail('createApp', { kind: 'answer', status: 422, body: { error: 'no' } })
    await world.core.db.deleteFrom('networkApp').execute()
    expect((await begin()).body).toMatchObject({ code: 'ACCOUNT_SIGN_IN_REFUSED', reason: 'invalid' })
  })

  test('keeps its registration when the sealing key changes', async () => {
    await begin()
    const keys = [Buffer.alloc(32, 9), testKey]
    const count = await world.core.db.transaction().execute((tx) => resealApps(tx, new SecretBox(keys)))
    expect(count).toBe(1)
    expect(await world.core.db.transaction().execute((tx) => resealApps(tx, new SecretBox(keys)))).toBe(0)
  })
})
