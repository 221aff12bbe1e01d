import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'
import { finish } from './finish.ts'
import type { Tx } from './pool.ts'

let world: TestWorld

beforeAll(async () => {
  world = await TestWorld.create()
  await sql`create table told (place_number int primary key)`.execute(world.core.db)
})
afterAll(() => world[Symbol.asyncDispose]())

const transaction = <T>(change: (tx: Tx) => Promise<T>) => world.core.db.transaction().execute(change)
const put = (place: number) => sql<{ placeNumber: number }>`insert into told values (${place}) returning place_number`
const all = async () => {
  const { rows } = await sql<{ placeNumber: number }>`select * from told order by place_number`.execute(world.core.db)
  return rows.map(({ placeNumber }) => placeNumber)
}

test('commits, and answers each statement with its rows, named as ours are', async () => {
  const [one, two] = await transaction(async (tx) => {
    await put(1).execute(tx)
    return finish(tx, [put(2).compile(tx), put(3).compile(tx)])
  })
  expect([one, two]).toEqual([[{ placeNumber: 2 }], [{ placeNumber: 3 }]])
  expect(await all()).toEqual([1, 2, 3])
})

test('is undone as a whole when one of the last statements fails, and tells which', async () => {
  const twice = transaction(async (tx) => {
    await put(4).execute(tx)
    return finish(tx, [put(5).compile(tx), put(1).compile(tx), put(6).compile(tx)])
  })
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([1, 2, 3])
})

test('takes no statement after the end', async () => {
  const late = transaction(async (tx) => {
    await finish(tx, [put(7).compile(tx)])
    await put(8).execute(tx)
  })
  await expect(late).rejects.toThrow(/after the end/)
  expect(await all()).toEqual([1, 2, 3, 7])
})

test('lets each statement see what was committed before it began, also behind a lock it waited for', async () => {
  const held = await world.database.pool.connect()
  await held.query('begin; select pg_advisory_xact_lock(42)')
  const lock = sql`select pg_advisory_xact_lock(42)`
  const count = sql<{ n: number }>`select count(*)::int as n from told where place_number = 9`
  const waiting = transaction((tx) => finish(tx, [lock.compile(tx), count.compile(tx)]))
  await expect
    .poll(async () => {
      const { rows } =
        await sql`select from pg_locks where locktype = 'advisory' and objid = 42 and not granted`.execute(
          world.core.db,
        )
      return rows.length
    })
    .toBe(1)
  await held.query('insert into told values (9)')
  await held.query('commit')
  held.release()
  expect((await waiting)[1]).toEqual([{ n: 1 }])
})
