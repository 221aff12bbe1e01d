import { expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'
import { openDatabase } from './pool.ts'

test.each([
  ['through the pool alone', ({ pool }: ReturnType<typeof openDatabase>) => pool.query('select')],
  ['through the query builder', ({ db }: ReturnType<typeof openDatabase>) => db.selectFrom('person').execute()],
  ['not at all', () => Promise.resolve()],
])('a database that was asked %s leaves nothing open when it is closed', async (_how, ask) => {
  await using world = await TestWorld.create()
  const database = openDatabase(world.databaseUrl, 2, (error) => expect.unreachable(error.message))
  await ask(database)
  await database.close()
  expect([database.pool.ended, database.pool.totalCount]).toEqual([true, 0])
})
