import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { openDatabase, type Database } from './pool.ts'
import { StatementNames } from './prepare.ts'

let server: TestDatabase
let database: Database

beforeAll(async () => {
  server = await createTestDatabase()
  database = openDatabase(server.url, 1, (error) => console.error(error))
})
afterAll(async () => {
  await database.close()
  await server[Symbol.asyncDispose]()
})

const ask = () => database.db.selectFrom('workspace').selectAll().where('name', '=', 'none').execute()

async function prepared(): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(database.db)
  return rows.map((row) => row.statement).filter((text) => text.includes('workspace'))
}

test('a statement that comes often is prepared, one that comes seldom is not', async () => {
  await ask()
  expect(await prepared()).toEqual([])
  for (let i = 0; i < 30; i++) await ask()
  expect(await prepared()).toEqual(['select * from "workspace" where "name" = $1'])
})

test('a migration beside a running process costs one failed statement, not a broken connection', async () => {
  await sql`alter table workspace add column motto text not null default 'vigilance'`.execute(database.db)
  await expect(ask()).rejects.toThrow('cached plan must not change result type')
  for (let i = 0; i < 30; i++) expect(await ask()).toEqual([])
  expect(await prepared()).toHaveLength(2)
})

test('statements of ever new texts do not fill the connections, nor this process', () => {
  const names = new StatementNames()
  const named = new Set<string>()
  for (let at = 0; at < 5000; at++) {
    for (let use = 0; use < 25; use++) named.add(names.of(`select ${at}`) ?? 'unnamed')
  }
  expect(named.size).toBe(201)
  expect(names.of(`select '${'x'.repeat(10_000)}'`)).toBeUndefined()
  expect(names.of('select 0')).toBe('vigie_1')
})
