import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'

const visitor = (name: string) => ({
  name,
  email: `${name}@vigie.test`.toUpperCase(),
  password: 'a long password',
  language: 'fr',
  timeZone: 'Europe/Paris',
  workspaceName: `${name}’s town hall`,
})

let world: TestWorld
beforeEach(async () => {
  world = await TestWorld.create()
  await world.core.db.deleteFrom('person').execute()
})
afterEach(() => world[Symbol.asyncDispose]())

describe('the first visit', () => {
  test('makes the owner, signs them in, and is over', async () => {
    const olga = world.client()
    expect((await olga.get('/api/setup')).body).toEqual({ needed: true })
    const made = await olga.post<{ workspaceId: string }>('/api/setup', visitor('olga'))
    expect(made.status).toBe(201)
    const { body } = await olga.get<{ person: object; memberships: object[] }>('/api/me')
    expect(body.person).toMatchObject({ email: 'olga@vigie.test', language: 'fr', installationOwner: true })
    expect(body.memberships).toMatchObject([
      { workspace: { id: made.body.workspaceId, undoSeconds: 10, duplicateDays: 30 }, role: 'owner' },
    ])
    expect((await olga.get('/api/setup')).body).toEqual({ needed: false })
    const second = await world.client().post<{ code: string }>('/api/setup', visitor('mallory'))
    expect([second.status, second.body.code]).toEqual([403, 'SETUP_DONE'])
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('of ten at the same instant makes one owner', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    const answers = await Promise.all(names.map((name) => world.client().post('/api/setup', visitor(name))))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 403),
    ])
    expect(await world.core.db.selectFrom('person').select('id').execute()).toHaveLength(1)
  })

  test('says of every field what is wrong with it', async () => {
    type Problem = { code: string; errors: { field: string; problem: string; remedy: string }[] }
    const wrong = { ...visitor('olga'), name: '', email: 'olga', password: 'short', language: 'de', timeZone: '+02:00' }
    const { status, body } = await world.client().post<Problem>('/api/setup', wrong)
    expect([status, body.code]).toEqual([422, 'VALIDATION_FAILED'])
    expect(body.errors.map((one) => one.field).toSorted()).toEqual([
      'email',
      'language',
      'name',
      'password',
      'timeZone',
    ])
    for (const one of body.errors) {
      expect(one.problem).not.toBe('')
      expect(one.remedy).not.toBe('')
    }
    expect(JSON.stringify(body)).not.toContain('short"')
  })
})
