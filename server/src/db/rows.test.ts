import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { openDatabase, type Database } from './pool.ts'
import { asRows } from './rows.ts'

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

async function read(row: object) {
  const { rows } = await sql<{ sentAt: Date | null; remoteId: string | null; detail: string; outbound: unknown }>`
    select * from json_populate_recordset(null::delivery, ${asRows([row])}::json)`.execute(database.db)
  return rows[0]!
}

test('a row of ours arrives with PostgreSQL’s names, values as they were, names within values untouched', async () => {
  const sentAt = new Date('2026-03-29T01:30:00.123Z')
  const outbound = { text: '« Vigie » 🚨 \\ud83d', createdAt: '2026' }
  expect(await read({ sentAt, remoteId: null, outbound })).toMatchObject({ sentAt, remoteId: null, outbound })
})

test('what a network may say and PostgreSQL does not take in JSON is kept as well as it can be', async () => {
  const cut = 'an alarm, cut in half: 🚨'.slice(0, -1)
  expect((await read({ detail: cut })).detail).toBe('an alarm, cut in half: \uFFFD')
  expect((await read({ detail: 'zero\0' })).detail).toBe('zero\uFFFD')
  expect((await read({ outbound: { text: [cut] } })).outbound).toEqual({ text: ['an alarm, cut in half: \uFFFD'] })
})

test('the far future is a time too; no time at all is refused', async () => {
  const far = new Date(Date.UTC(12_026, 0, 1))
  expect((await read({ sentAt: far })).sentAt).toEqual(far)
  expect(() => asRows([{ sentAt: new Date(Number.NaN) }])).toThrow(RangeError)
})
