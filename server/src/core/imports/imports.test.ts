import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { TestWorld } from '../../testing/world.ts'
import { beginImport } from './begin.ts'
import { runImport } from './run.ts'

let world: TestWorld
let editor: Client & { person: { id: string; name: string } }
let account: Account
const year = new Date().getFullYear() + 1

beforeAll(async () => {
  world = await TestWorld.create()
  await world.core.db.updateTable('workspace').set({ duplicateDays: 30 }).execute()
  editor = await world.signIn('editor')
  account = await quietAccount(world, 'mairie.test')
})
afterAll(() => world[Symbol.asyncDispose]())

interface Import {
  readonly id: string
  readonly state: string
  readonly template: string | null
  readonly mapping: object
  readonly counts: { rows: number; good: number; bad: number; warned: number; made: number; refused: number }
}
interface Rows {
  readonly items: { row: number; problems: { code: string; column: string | null }[]; postId: string | null }[]
}

const read = (csv: string) =>
  beginImport(world.core, {
    workspaceId: world.workspaceId,
    personId: editor.person.id,
    fileName: 'posts.csv',
    bytes: Buffer.from(csv),
    actor: { kind: 'person', id: editor.person.id, name: editor.person.name },
  })
const path = (id: string, rest = '') => world.path(`/imports/${id}${rest}`)
const check = (id: string, mapping: object, options: object = {}) =>
  editor.post<Import>(path(id, '/check'), {
    mapping,
    options: { timeZone: 'Europe/Paris', dateOrder: 'ymd', accountIds: [], as: 'plan', ...options },
  })
const posts = async () => (await world.core.db.selectFrom('post').select('id').execute()).length

test('the dry run lists what speaks against each row, and makes nothing', async () => {
  const { id, mapping } = await read(
    [
      'Text;When;Account;Image',
      `La bibliothèque ouvre ses portes samedi;${year}-11-03 10:00;mairie.test;`,
      `La bibliothèque ouvre ses portes samedi !;${year}-11-04 10:00;@mairie.test;`,
      'Past;2020-01-01 10:00;mairie.test;',
      `Nobody;${year}-11-03 10:00;inconnue.test;`,
      'No date at all;;mairie.test;',
      'What day;31/31/2027 10:00;mairie.test;',
      `Gap;${lastSunday(year, 3)} 02:30;mairie.test;`,
      `Twice;${lastSunday(year, 10)} 02:30;mairie.test;`,
      `${'too long '.repeat(60)};${year}-11-05 10:00;mairie.test;`,
      `;${year}-11-05 10:00;mairie.test;not an address`,
    ].join('\r\n'),
  )
  const before = await posts()
  const { status, body } = await check(id, mapping)
  expect([status, body.state]).toEqual([200, 'checked'])
  expect(body.counts).toMatchObject({ rows: 10, good: 2, bad: 8, warned: 1, made: 0 })
  const { items } = (await editor.get<Rows>(path(id, '/rows'))).body
  expect(items.map(({ row, problems }) => [row, ...problems.map(({ code, column }) => `${code} ${column}`)])).toEqual([
    [2],
    [3, 'duplicate null'],
    [4, 'time_past When'],
    [5, 'account_unknown Account'],
    [6, 'time_missing When'],
    [7, 'date_invalid When'],
    [8, 'time_in_gap When'],
    [9, 'time_twice When'],
    [10, 'text_too_long Text'],
    [11, 'text_empty Text', 'image_invalid Image'],
  ])
  expect(await posts()).toBe(before)
})

/** When the clocks of Paris change. */
function lastSunday(of: number, month: number): string {
  const last = new Date(Date.UTC(of, month, 0))
  last.setUTCDate(last.getUTCDate() - last.getUTCDay())
  return last.toISOString().slice(0, 10)
}

test('makes each good row once, whoever else does, and goes on where a process ended', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, n) => `Annonce numéro ${n} ${'abcdefghij'.repeat(n % 7)},${year}-05-01 ${10 + (n % 10)}:00`,
  )
  const begun = await read(['message,date', ...rows, 'Never made,yesterday'].join('\n'))
  await check(begun.id, begun.mapping, { accountIds: [account.id], duplicates: 'accepted' })
  const before = await posts()
  expect((await editor.post<Import>(path(begun.id, '/start'))).body.state).toBe('running')
  expect((await editor.post(path(begun.id, '/start'))).status).toBe(409)
  // one that ends at once, then two at the same time
  const ended = new AbortController()
  ended.abort()
  await runImport(world.core, begun.id, ended.signal)
  const { signal } = new AbortController()
  await Promise.all([runImport(world.core, begun.id, signal), runImport(world.core, begun.id, signal)])
  const { body } = await editor.get<Import>(path(begun.id))
  expect(body).toMatchObject({ state: 'done', counts: { rows: 31, good: 30, bad: 1, made: 30, refused: 0 } })
  expect(await posts()).toBe(before + 30)
  const planned = (await world.deliveries()).filter(({ state }) => state === 'scheduled')
  expect(planned).toHaveLength(30)
  expect(planned[0]!.dueAt.toISOString()).toBe(`${year}-05-01T08:00:00.000Z`)
})

test('a row that is refused after all says why; the others are made; a cancelled one makes no more', async () => {
  const begun = await read(`text,date\nSeule annonce de juin,${year}-06-01 10:00\nUne autre chose,${year}-06-02 10:00`)
  await check(begun.id, begun.mapping, { accountIds: [account.id] })
  await editor.post(world.path('/posts'), {
    items: [{ text: 'Seule annonce de juin' }],
    accountIds: [account.id],
    send: { kind: 'at', at: `${year}-06-01T12:00:00Z` },
  })
  await editor.post(path(begun.id, '/start'))
  await world.processAll()
  const { body } = await editor.get<Import>(path(begun.id))
  expect(body).toMatchObject({ state: 'done', counts: { made: 1, refused: 1 } })
  const refused = (await editor.get<{ items: { refusal: string }[] }>(path(begun.id, '/rows?only=refused'))).body.items
  expect(refused.map(({ refusal }) => refusal.split(':')[0])).toEqual(['POST_DUPLICATE'])
  const other = await read('text\nA draft')
  await check(other.id, other.mapping, { as: 'drafts' })
  expect((await editor.post<Import>(path(other.id, '/cancel'))).body.state).toBe('cancelled')
  expect((await editor.post(path(other.id, '/start'))).status).toBe(409)
})

test('a file is sent as it is; what is none is refused with what to do', async () => {
  const send = async (body: Buffer, type = 'text/csv') => {
    const answer = await world.app.inject({
      method: 'POST',
      url: world.path('/imports?fileName=plan.csv'),
      headers: { ...editor.identity(), 'content-type': type },
      body,
    })
    return { status: answer.statusCode, body: answer.json<Import & { detail: string; code: string }>() }
  }
  const made = await send(Buffer.from('text\nBonjour'))
  expect([made.status, made.body.counts]).toMatchObject([201, { rows: 1 }])
  expect(await send(Buffer.from(''))).toMatchObject({ status: 422, body: { detail: 'The file is empty.' } })
  expect((await send(Buffer.from([80, 75, 3, 4, 0, 0]))).body.detail).toMatch(/Save the sheet as CSV/)
  expect(await send(Buffer.from('{}'), 'application/json')).toMatchObject({ status: 415 })
  expect((await send(Buffer.from(`text\n${'x\n'.repeat(5001)}`))).body.detail).toMatch(/at most 5000/)
})
