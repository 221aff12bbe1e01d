import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../testing/client.ts'
import { TestWorld, testPassword } from '../testing/world.ts'

interface Made {
  id: string
  link: string
  code?: string
}

const newcomer = { name: 'Nora', password: 'a long password', language: 'fr', timeZone: 'Europe/Paris' }

let world: TestWorld
let olga: Client
beforeAll(async () => {
  world = await TestWorld.create()
  olga = await world.signIn('owner')
})
afterAll(() => world[Symbol.asyncDispose]())

let nth = 0
let email = ''
beforeEach(() => {
  email = `nora${(nth += 1)}@vigie.test`
})

async function invite(role = 'editor', by = olga, to = email): Promise<{ token: string; id: string }> {
  const { status, body } = await by.post<Made>(world.path('/invitations'), { email: to, role })
  expect([status, body.code]).toEqual([201, undefined])
  return { id: body.id, token: body.link.split('/').at(-1)! }
}
const accept = (token: string, who = world.client(), body: object = newcomer) =>
  who.post<{ workspaceId?: string; code?: string }>(`/api/invitations/${token}/accept`, body)

describe('an invitation', () => {
  test('makes somebody new a member, signed in, once', async () => {
    const { token } = await invite('editor', olga, email.toUpperCase())
    const seen = await world.client().get(`/api/invitations/${token}`)
    expect(seen.body).toMatchObject({ workspaceName: 'Mairie', email, role: 'editor', hasSignIn: false })
    const nora = world.client()
    expect((await accept(token, nora)).body).toEqual({ workspaceId: world.workspaceId })
    const { body } = await nora.get<{ person: object; memberships: object[] }>('/api/me')
    expect(body).toMatchObject({
      person: { email, name: 'Nora', installationOwner: false },
      memberships: [{ role: 'editor' }],
    })
    for (const again of [await accept(token), await world.client().get(`/api/invitations/${token}`)]) {
      expect([again.status, (again.body as { code: string }).code]).toEqual([410, 'INVITATION_INVALID'])
    }
  })

  test('used by ten at the same instant lets one in', async () => {
    const { token } = await invite()
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token)))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 410),
    ])
  })

  test('makes a person of another workspace a member when they are signed in, not otherwise', async () => {
    const { workspaceId } = await world.otherWorkspace()
    const paul = await world.signIn('viewer', workspaceId)
    const { token } = await invite('contributor', olga, paul.person.email)
    expect((await world.client().get(`/api/invitations/${token}`)).body).toMatchObject({ hasSignIn: true })
    const stranger = await accept(token)
    expect([stranger.status, stranger.body.code]).toEqual([401, 'AUTH_SIGN_IN_REQUIRED'])
    expect((await accept(token, paul, {})).status).toBe(200)
    const { body } = await paul.get<{ memberships: { role: string }[] }>('/api/me')
    expect(body.memberships.map((one) => one.role).toSorted()).toEqual(['contributor', 'viewer'])
    // the password of who was there already is not touched
    expect((await world.signInAs(paul.person).then((one) => one.get('/api/me'))).status).toBe(200)
  })

  test('is for one address: somebody else who is signed in is told so', async () => {
    const { token } = await invite()
    const mallory = await world.signIn('viewer', (await world.otherWorkspace()).workspaceId)
    const answer = await accept(token, mallory, {})
    expect([answer.status, answer.body.code]).toEqual([403, 'INVITATION_FOR_OTHER'])
    expect((await accept(token)).status).toBe(200)
  })

  test('that was revoked, or is too old, or was never made, opens nothing', async () => {
    const revoked = await invite()
    expect((await olga.delete(world.path(`/invitations/${revoked.id}`))).status).toBe(204)
    expect((await olga.delete(world.path(`/invitations/${revoked.id}`))).status).toBe(404)
    const old = await invite()
    const past = new Date(Date.now() - 1000)
    await world.core.db.updateTable('invitation').set({ expiresAt: past }).where('id', '=', old.id).execute()
    for (const token of [revoked.token, old.token, 'invite_never-made-this-one']) {
      const answer = await accept(token)
      expect([answer.status, answer.body.code]).toEqual([410, 'INVITATION_INVALID'])
    }
    const { body } = await olga.get<{ items: { id: string }[] }>(world.path('/invitations'))
    expect(body.items.map((one) => one.id)).not.toContain(old.id)
  })

  test('shows its link once, and keeps no token', async () => {
    const { token, id } = await invite()
    const { body } = await olga.get(world.path('/invitations'))
    expect(JSON.stringify(body)).not.toContain(token)
    const row = await world.core.db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirst()
    expect(JSON.stringify(row)).not.toContain(token)
  })

  test('of an owner is for owners to give; a member is not invited twice', async () => {
    const anna = await world.signIn('admin')
    const asOwner = await anna.post<Made>(world.path('/invitations'), { email, role: 'owner' })
    expect([asOwner.status, asOwner.body.code]).toEqual([403, 'FORBIDDEN'])
    await invite('admin', anna)
    const member = await olga.post<Made>(world.path('/invitations'), { email: anna.person.email, role: 'viewer' })
    expect([member.status, member.body.code]).toEqual([409, 'MEMBER_EXISTS'])
  })

  test('needs from somebody new all that makes a person', async () => {
    const { token } = await invite()
    const { status, body } = await world
      .client()
      .post<{ errors: { field: string }[] }>(`/api/invitations/${token}/accept`, {
        name: 'Nora',
        password: testPassword,
      })
    expect(status).toBe(422)
    expect(body.errors.map((one) => one.field).toSorted()).toEqual(['language', 'timeZone'])
  })
})
