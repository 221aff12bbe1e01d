import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { quietAccount } from '../../testing/account.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.create()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => world.core.db.deleteFrom('halt').execute())

describe('a sealed halt', () => {
  test('is there, silent at once where nothing was on the wire, and in everybody’s record', async () => {
    await quietAccount(world, 'mairie.test')
    const editor = await world.signIn('editor')
    type Halt = { id: string; silentAt: string | null; unresolved: number; by: { name: string } }
    const { status, body } = await editor.post<Halt>(world.path('/halts'), { reason: 'A fire' })
    expect([status, body.unresolved, body.by.name]).toEqual([201, 0, editor.person.name])
    await expect
      .poll(async () => (await editor.get<Halt>(world.path(`/halts/${body.id}`))).body.silentAt)
      .not.toBeNull()
    const entries = await world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', body.id).execute()
    expect(entries.map(({ action, workspaceId }) => [action, workspaceId])).toEqual([
      ['halt.sealed', world.workspaceId],
      ['halt.silent', world.workspaceId],
    ])
  })
})
