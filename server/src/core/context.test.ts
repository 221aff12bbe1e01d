import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../db/pool.ts'
import { TestWorld } from '../testing/world.ts'
import { transact } from './context.ts'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.create()
  await sql`create table cell (id int primary key, value int)`.execute(world.core.db)
  await sql`insert into cell values (1, 0), (2, 0)`.execute(world.core.db)
})
afterAll(() => world[Symbol.asyncDispose]())

const add = (db: Db, id: number) => sql`update cell set value = value + 1 where id = ${id}`.execute(db)

test('who stands in a circle with another is let through, and changed nothing twice', async () => {
  const { core } = world
  let times = 0
  const [theyBegan, weBegan] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const theirs = transact(core, async (tx) => {
    // never the one that is given up: it looks too late
    await sql`set local deadlock_timeout = '1h'`.execute(tx)
    await add(tx, 1)
    theyBegan.resolve()
    await weBegan.promise
    await add(tx, 2)
  })
  await transact(core, async (tx) => {
    times++
    await sql`set local deadlock_timeout = '10ms'`.execute(tx)
    await add(tx, 2)
    weBegan.resolve()
    await theyBegan.promise
    await add(tx, 1)
  })
  await theirs
  expect(times).toBe(2)
  const { rows } = await sql<{ value: number }>`select value from cell order by id`.execute(core.db)
  expect(rows).toEqual([{ value: 2 }, { value: 2 }])
})

test('any other failure is told at once', async () => {
  let times = 0
  const doomed = transact(world.core, async (tx) => {
    times++
    await sql`insert into cell values (1, 0)`.execute(tx)
  })
  await expect(doomed).rejects.toMatchObject({ code: '23505' })
  expect(times).toBe(1)
})
