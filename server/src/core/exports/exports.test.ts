import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { marker, makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let editor: Client
beforeAll(async () => {
  world = await TestWorld.create()
  editor = await world.signIn('editor')
})
afterAll(() => world[Symbol.asyncDispose]())

const take = async (rest: string) => {
  const { payload, headers } = await world.app.inject({ url: world.path(rest), headers: editor.identity() })
  return { payload, headers }
}

test('everything comes along, in pages, and nothing of another workspace', async () => {
  const account = await quietAccount(world, 'mairie.test')
  const written = Array.from({ length: 1001 }, (_, n) => `Post ${n}`)
  const rows = written.map((text) => ({
    id: crypto.randomUUID(),
    workspaceId: world.workspaceId,
    authorId: world.owner.id,
    items: JSON.stringify([{ text, media: [] }]),
    tags: ['a', 'b'],
  }))
  await world.core.db.insertInto('post').values(rows).execute()
  const variants = rows.map(({ id: postId }) => ({ postId, accountId: account.id }))
  await world.core.db.insertInto('variant').values(variants).execute()
  await world.campaign('Printemps')
  const other = await world.otherWorkspace()
  await makeObjects(world, other.workspaceId, other.owner.person.id).delivery()
  const { payload, headers } = await take('/export.json')
  expect(headers['content-disposition']).toMatch(/^attachment; filename="vigie-.*\.json"$/)
  const taken = JSON.parse(payload) as Record<string, { text: string; name: string }[]>
  expect(taken['posts']?.map(({ text }) => text).toSorted()).toEqual(written.toSorted())
  expect(taken['variants']).toHaveLength(1001)
  expect(taken['campaigns']?.map(({ name }) => name)).toEqual(['Printemps'])
  expect(taken).toMatchObject({ deliveries: [], results: [], slots: [] })
  expect(payload).not.toContain(marker)
})

test('a text that a spreadsheet would run is kept from it; Excel gets its mark; the record tells', async () => {
  const items = [{ text: '=HYPERLINK("https://evil.example","here")' }]
  await editor.post(world.path('/posts'), { items, accountIds: [], send: { kind: 'draft' } })
  const { payload, headers } = await take('/export.csv?section=posts&mark=true')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(payload.charCodeAt(0)).toBe(0xfeff)
  const rows = Papa.parse<Record<string, string>>(payload.slice(1), { header: true }).data
  const dangerous = rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))
  expect(dangerous).toEqual([])
  expect(rows.some(({ text }) => text?.includes('=HYPERLINK') === true)).toBe(true)
  const entry = await world.core.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('action', '=', 'workspace.exported')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  expect(entry.detail).toEqual({ format: 'csv', sections: ['posts'] })
})
