import { answerPage, type Decision, type Person as Citizen } from '@vigie/playground'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSignIn } from '../core/accounts/sign-in.ts'
import type { Account } from '../db/schema.ts'
import type { Client } from '../testing/client.ts'
import { say } from '../testing/speak.ts'
import { TestWorld, testOrigin } from '../testing/world.ts'

interface Answer {
  url: string
  code?: string
  reason?: string
}

const byAddress = testOrigin.replace('localhost', '127.0.0.1')
let world: TestWorld
let anna: Client
let renewals = 0
let removals = 0
beforeAll(async () => {
  world = await TestWorld.create({
    bluesky: true,
    around: ({ bluesky, ...rest }) => ({
      ...rest,
      bluesky: {
        ...bluesky,
        refreshAuth(credentials) {
          renewals++
          return bluesky.refreshAuth(credentials)
        },
        // the first time the server wants another proof than it was given
        remove(permit, credentials, id) {
          removals++
          if (removals > 1) return bluesky.remove(permit, credentials, id)
          permit.spend()
          return Promise.resolve({ kind: 'later', reason: 'permit_expired', detail: 'use_dpop_nonce' })
        },
      },
    }),
  })
  await world.withoutUndo()
  anna = await world.signIn('admin')
}, 60_000)
afterAll(async () => world[Symbol.asyncDispose]())

/** The person's way through their server's page. @returns the page of Vigie it ends on */
async function throughPage(url: string, person: Citizen, decision: Decision = 'yes'): Promise<string> {
  const back = await answerPage(url, person, decision)
  expect(back.startsWith(`${byAddress}/api/sign-in/return?`)).toBe(true)
  const path = back.slice(byAddress.length)
  // the network leads to the address, where the browser has no session; that is with the name
  const { headers } = await world.app.inject({ url: path, headers: { host: new URL(byAddress).host } })
  expect(headers.location).toBe(testOrigin + path)
  const here = { ...anna.identity(), host: new URL(testOrigin).host }
  return String((await world.app.inject({ url: path, headers: here })).headers.location)
}

const begin = (handle: string) =>
  anna.post<Answer>(world.path('/accounts/sign-in'), {
    network: 'bluesky',
    signIn: { service: world.bluesky.url, handle },
  })
const again = (id: string) => anna.post<Answer>(world.path(`/accounts/${id}/sign-in`))
const page = (result: string) => `/w/${world.workspaceId}/accounts?signIn=${result}`
const accounts = () => world.core.db.selectFrom('account').selectAll().orderBy('connectedAt').execute()
const first = async (): Promise<Account> => (await accounts())[0] as Account

describe('an account of Bluesky, signed in on its server’s page', () => {
  test('is connected, speaks, and nothing of its secrets is in the open', async () => {
    const { mairie } = world.bluesky
    const { status, body } = await begin(mairie.handle)
    expect(status).toBe(200)
    const back = await throughPage(body.url, mairie)
    const account = await first()
    expect(back).toBe(`${page('connected')}&account=${account.id}`)
    expect(account).toMatchObject({
      remoteId: mairie.did,
      handle: mairie.handle,
      service: world.bluesky.url,
      health: 'ok',
    })
    const shown = JSON.stringify((await anna.get(world.path('/accounts'))).body)
    expect(shown).not.toMatch(/accessJwt|proofSecret|sealed/)
    const delivery = await say(world, account, 'Par la page du serveur')
    await world.settleAll()
    expect(await world.delivery(delivery.id)).toMatchObject({ state: 'published' })
    expect(await world.bluesky.posts(mairie.did)).toMatchObject([{ text: 'Par la page du serveur' }])
    const { status: taken } = await anna.post(world.path(`/deliveries/${delivery.id}/take-down`))
    expect([taken, removals, await world.bluesky.count(mairie.did)]).toEqual([200, 2, 0])
  })

  test('is renewed once, however many need it at once', async () => {
    const account = await first()
    await sql`update account_credentials set expires_at = now()`.execute(world.core.db)
    renewals = 0
    const opened = await Promise.all([1, 2, 3, 4].map(() => openSignIn(world.core, account)))
    expect(renewals).toBe(1)
    expect(new Set(opened.map(({ credentials }) => credentials?.['refreshJwt'])).size).toBe(1)
    // a second use of a refresh token would have ended it
    const checked = await anna.post<Account>(world.path(`/accounts/${account.id}/check`))
    expect(checked.body.health).toBe('ok')
  })

  test('is signed in again by either way, and stays the same account', async () => {
    const { mairie, bob } = world.bluesky
    const { id } = await first()
    const signIn = { service: world.bluesky.url, handle: mairie.handle, password: mairie.appPassword }
    expect((await anna.post(world.path(`/accounts/${id}/reconnect`), { signIn })).status).toBe(200)
    const granted = await world.bluesky.revokeGrants(mairie.did)
    expect(granted).toBe(1)
    expect(await throughPage((await again(id)).body.url, mairie)).toBe(`${page('reconnected')}&account=${id}`)
    // somebody else’s leave is of no use here, and given back
    expect(await throughPage((await again(id)).body.url, bob)).toBe(page('other_account'))
    expect(await world.bluesky.revokeGrants(bob.did)).toBe(0)
    expect(await throughPage((await begin(mairie.handle)).body.url, mairie)).toBe(page('exists'))
    expect(await accounts()).toHaveLength(1)
  })

  test('is not connected when the person says no, or comes back twice', async () => {
    const { alice } = world.bluesky
    expect(await throughPage((await begin(alice.handle)).body.url, alice, 'no')).toBe(page('refused_by_person'))
    // a page that was open too long is another thing than a no
    const late = new URL(await answerPage((await begin(alice.handle)).body.url, alice, 'no'))
    late.searchParams.set('error_description', 'This request has expired')
    const answer = await world.app.inject({ url: late.pathname + late.search, headers: anna.identity() })
    expect(answer.headers.location).toBe(page('sign_in_over'))
    const { body } = await begin('nobody.test')
    expect(body).toMatchObject({ code: 'ACCOUNT_SIGN_IN_REFUSED', reason: 'unknown_handle', field: 'handle' })
    const url = await answerPage((await begin(alice.handle)).body.url, alice, 'yes')
    const path = url.slice(byAddress.length)
    const other = await world.signIn('owner')
    const come = async (who: Client) =>
      (await world.app.inject({ url: path, headers: { ...who.identity(), host: new URL(testOrigin).host } })).headers
        .location
    expect(await come(other)).toBe('/')
    expect(await come(anna)).toContain(page('connected'))
    expect(await come(anna)).toBe('/')
    expect(await accounts()).toHaveLength(2)
  })

  test('taken back by its person needs a sign-in; disconnected, it is given back', async () => {
    const [one, two] = await accounts()
    await world.bluesky.revokeGrants(world.bluesky.mairie.did)
    const checked = await anna.post<Account>(world.path(`/accounts/${one?.id}/check`))
    expect(checked.body.health).toBe('needs_sign_in')
    expect((await anna.delete(world.path(`/accounts/${two?.id}`))).status).toBe(200)
    expect(await world.bluesky.revokeGrants(world.bluesky.alice.did)).toBe(0)
  })
})

test('what servers read of Vigie stands where people open it by https, and is the same for ever', async () => {
  const path = '/oauth/bluesky/client-metadata.json'
  expect((await world.app.inject({ url: path })).statusCode).toBe(404)
  await using open = await TestWorld.create({ server: { publicUrl: 'https://vigie.saint-aubin.fr' } })
  const both = await Promise.all([open.app.inject({ url: path }), open.app.inject({ url: path })])
  await sql`update network_app set registered_at = now() - interval '3 years'`.execute(open.core.db)
  const later = await open.app.inject({ url: path })
  expect(new Set([...both, later].map(({ body }) => body)).size).toBe(1)
  expect(later.json()).toMatchObject({
    client_id: `https://vigie.saint-aubin.fr${path}`,
    redirect_uris: ['https://vigie.saint-aubin.fr/api/sign-in/return'],
    jwks: { keys: [{ kty: 'EC', crv: 'P-256' }] },
  })
  expect(later.body).not.toContain('"d"')
  await using plain = await TestWorld.create({ server: { publicUrl: 'http://vigie.saint-aubin.fr' } })
  expect((await plain.app.inject({ url: path })).statusCode).toBe(404)
})
