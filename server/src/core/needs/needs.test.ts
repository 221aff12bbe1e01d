import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { dueNow } from '../../testing/planned.ts'
import { TestWorld } from '../../testing/world.ts'

interface Needs {
  counts: object
  deliveries: { id: string; text: string; state: string }[]
  approvals: { postId: string; text: string }[]
}

let world: TestWorld
let eva: Client & { person: { id: string } }
let account: Account
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  account = await quietAccount(world, 'mairie.test')
})
afterAll(() => world[Symbol.asyncDispose]())

async function waiting(text: string, state: 'held' | 'failed' | 'unconfirmed', minutes: number, more: object = {}) {
  const { id } = await dueNow(world, account, text)
  const dueAt = new Date(Date.now() - minutes * 60_000)
  await world.core.db
    .updateTable('delivery')
    .set({ state, dueAt, ...more })
    .where('id', '=', id)
    .execute()
  return id
}

test('the list begins with what may be public, and is decided at once where a decision exists', async () => {
  const halted = await waiting('halted', 'held', 1, { reason: 'halted' })
  const old = await waiting('old', 'failed', 90)
  const fresh = await waiting('fresh', 'held', 5, { reason: 'overdue' })
  const lost = await waiting('lost', 'unconfirmed', 300)
  // still being looked up: it needs nobody yet
  await waiting('looked up', 'unconfirmed', 2, { nextTryAt: new Date(Date.now() + 60_000) })
  const author = await world.signIn('contributor')
  const draft = { items: [{ text: 'Oui ?', media: [] }], accountIds: [], send: { kind: 'draft' } }
  const { body: post } = await author.post<{ id: string }>(world.path('/posts'), draft)
  await author.post(world.path(`/posts/${post.id}/approval`), { of: { role: 'editor' } })

  const { body } = await eva.get<Needs>(world.path('/needs'))
  expect(body.deliveries.map(({ text }) => text)).toEqual(['lost', 'fresh', 'old', 'halted'])
  expect(body.approvals).toMatchObject([{ postId: post.id, text: 'Oui ?' }])
  // page by page: each once, in the same order
  const pages: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body: page } = await eva.get<Needs & { nextCursor: string | null }>(world.path(`/needs?limit=1${from}`))
    pages.push(...page.deliveries.map(({ text }) => text))
    cursor = page.nextCursor
  }
  expect(pages).toEqual(['lost', 'fresh', 'old', 'halted'])
  expect((await eva.get<{ code: string }>(world.path('/needs?cursor=1_now_x'))).body.code).toBe('REQUEST_MALFORMED')
  const counts = { held: 2, failed: 1, unconfirmed: 1, approvals: 1, signIns: 0, total: 5 }
  expect(body.counts).toEqual(counts)
  // who asked is not asked
  expect((await author.get(world.path('/needs/count'))).body).toEqual({ ...counts, approvals: 0, total: 4 })

  const ids = [halted, old, fresh, lost]
  const decided = await eva.post(world.path('/needs/decide'), { ids, as: 'send_now' })
  expect(decided.body).toEqual({ done: 3, refused: [{ id: lost, code: 'DELIVERY_STATE_CONFLICT' }] })
  const again = await eva.post<{ done: number }>(world.path('/needs/decide'), { ids, as: 'send_now' })
  expect(again.body.done).toBe(0)
  expect((await Promise.all([halted, old, fresh].map((id) => world.delivery(id)))).map(({ state }) => state)).toEqual([
    'scheduled',
    'scheduled',
    'scheduled',
  ])
})
