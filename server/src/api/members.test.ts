import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../testing/client.ts'
import { TestWorld } from '../testing/world.ts'

let world: TestWorld
let olga: Client & { person: { id: string } }
beforeAll(async () => {
  world = await TestWorld.create()
  olga = await world.signIn('owner')
})
afterAll(() => world[Symbol.asyncDispose]())

const of = (person: { id: string }) => world.path(`/members/${person.id}`)

async function script(who: Client, body: object): Promise<Client & { id: string }> {
  const made = await who.post<{ id: string; token: string }>(world.path('/tokens'), { name: 'Script', ...body })
  expect(made.status).toBe(201)
  return Object.assign(world.client(), { token: made.body.token, id: made.body.id })
}

describe('members', () => {
  test('lose everything at once when they are removed: pages, tokens, their return', async () => {
    const eva = await world.signIn('editor')
    const bot = await script(eva, { scopes: ['read'] })
    expect((await bot.get(world.path('/posts'))).status).toBe(200)
    expect((await olga.delete(of(eva.person))).status).toBe(204)
    expect((await eva.get(world.path('/posts'))).status).toBe(404)
    expect((await bot.get(world.path('/posts'))).status).toBe(401)
    expect((await eva.get<{ memberships: object[] }>('/api/me')).body.memberships).toEqual([])
    const { workspaceId } = world
    await world.core.db.insertInto('member').values({ workspaceId, personId: eva.person.id, role: 'viewer' }).execute()
    expect((await bot.get(world.path('/posts'))).status).toBe(401)
  })

  test('have the rights of their role as it is now, their tokens too', async () => {
    const eva = await world.signIn('editor')
    const bot = await script(eva, { scopes: ['read', 'write'] })
    const draft = { items: [{ text: 'Bonjour' }], options: { languages: [] }, accountIds: [], send: { kind: 'draft' } }
    expect((await bot.post(world.path('/posts'), draft)).status).toBe(201)
    expect((await olga.patch(of(eva.person), { role: 'viewer' })).status).toBe(200)
    expect((await bot.post(world.path('/posts'), draft)).status).toBe(403)
    expect((await eva.post(world.path('/posts'), draft)).status).toBe(403)
  })

  test('who are admins make no owner, and touch none', async () => {
    const anna = await world.signIn('admin')
    expect((await anna.patch(of(anna.person), { role: 'owner' })).status).toBe(403)
    expect((await anna.patch(of(olga.person), { role: 'viewer' })).status).toBe(403)
    expect((await anna.delete(of(olga.person))).status).toBe(403)
  })

  test('include at least one owner, also when two leave at the same instant', async () => {
    for (const change of [olga.patch(of(olga.person), { role: 'admin' }), olga.delete(of(olga.person))]) {
      expect((await change).body).toMatchObject({ status: 409, code: 'MEMBER_LAST_OWNER' })
    }
    const { workspaceId, owner } = await world.otherWorkspace()
    const second = await world.signIn('owner', workspaceId)
    const answers = await Promise.all(
      [owner, second].map((one) => one.delete(world.path(`/members/${one.person.id}`, workspaceId))),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 409])
  })
})

describe('API tokens', () => {
  test('end when they expire and when they are revoked; they are shown once', async () => {
    const eva = await world.signIn('editor')
    const bot = await script(eva, { scopes: ['read'], expiresAt: new Date(Date.now() + 60_000).toISOString() })
    const other = await script(eva, { scopes: ['read'] })
    expect((await bot.get(world.path(''))).status).toBe(200)
    const past = new Date(Date.now() - 1000)
    await world.core.db.updateTable('apiToken').set({ expiresAt: past }).where('id', '=', bot.id).execute()
    expect((await bot.get<{ code: string }>(world.path(''))).body.code).toBe('AUTH_TOKEN_INVALID')
    expect((await eva.delete(world.path(`/tokens/${other.id}`))).status).toBe(204)
    expect((await other.get(world.path(''))).status).toBe(401)
    const { body } = await eva.get<{ items: object[] }>(world.path('/tokens'))
    expect(body.items).toMatchObject([{ id: bot.id, scopes: ['read'] }])
    const rows = await world.core.db.selectFrom('apiToken').selectAll().execute()
    for (const { token } of [bot, other]) expect(JSON.stringify([body, rows])).not.toContain(token)
  })

  test('are one’s own: nobody lists or revokes another’s', async () => {
    const eva = await world.signIn('editor')
    const bot = await script(eva, { scopes: ['read'] })
    expect((await olga.get<{ items: { id: string }[] }>(world.path('/tokens'))).body.items).toEqual([])
    expect((await olga.delete(world.path(`/tokens/${bot.id}`))).status).toBe(404)
    expect((await bot.get(world.path(''))).status).toBe(200)
  })

  test('are refused with an end that has passed, or a scope that is none', async () => {
    const eva = await world.signIn('editor')
    const past = { name: 'Late', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }
    expect((await eva.post(world.path('/tokens'), past)).body).toMatchObject({ code: 'TIME_PAST', field: 'expiresAt' })
    const wrong = await eva.post<{ errors: { field: string }[] }>(world.path('/tokens'), { name: 'X', scopes: ['all'] })
    expect([wrong.status, wrong.body.errors[0]?.field]).toEqual([422, 'scopes.0'])
  })

  test('write only what they may: without “publish” nothing is sent, planned, or changed once it is planned', async () => {
    const eva = await world.signIn('editor')
    const writer = await script(eva, { scopes: ['read', 'write'] })
    const { quietAccount } = await import('../testing/account.ts')
    const account = await quietAccount(world, 'scopes.test')
    const post = { items: [{ text: 'Bonjour' }], options: { languages: ['fr'] }, accountIds: [account.id] }
    for (const send of [{ kind: 'now' }, { kind: 'at', at: '2099-01-01T00:00:00Z' }]) {
      const answer = await writer.post<{ code: string }>(world.path('/posts'), { ...post, send })
      expect([answer.status, answer.body.code]).toEqual([403, 'AUTH_SCOPE_MISSING'])
    }
    type Post = { id: string; version: number; code?: string }
    const planned = { ...post, send: { kind: 'at', at: '2099-01-01T00:00:00Z' } }
    const { body } = await eva.post<Post>(world.path('/posts'), planned)
    const change = { items: [{ text: 'Other words' }], version: body.version }
    const answer = await writer.patch<Post>(world.path(`/posts/${body.id}`), change)
    expect([answer.status, answer.body.code]).toEqual([403, 'AUTH_SCOPE_MISSING'])
    expect((await eva.patch(world.path(`/posts/${body.id}`), change)).status).toBe(200)
  })
})
