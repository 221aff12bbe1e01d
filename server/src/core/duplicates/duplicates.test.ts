import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let editor: Client
let account: Account
const text = 'La médiathèque ouvre samedi à 10 h : venez nombreux !'
const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

beforeAll(async () => {
  world = await TestWorld.create()
  await world.core.db.updateTable('workspace').set({ duplicateDays: 30 }).execute()
  editor = await world.signIn('editor')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  account = await quietAccount(world, `again-${Math.random().toString(36).slice(2)}.test`)
})

interface Answer {
  readonly id: string
  readonly code?: string
  readonly duplicates?: { account: string; at: string; postId: string; text: string; same: boolean }[]
  readonly deliveries: { id: string; history?: { detail: object }[] }[]
}

const say = (words: string, days: number, more: object = {}, accountIds = [account.id]) =>
  editor.post<Answer>(world.path('/posts'), {
    items: [{ text: words }],
    accountIds,
    send: { kind: 'at', at: inDays(days) },
    ...more,
  })

test('the same words to the same account ask first, naming the other post; nothing is written', async () => {
  const { body: first } = await say(text, 3)
  const before = await world.core.db.selectFrom('post').select('id').execute()
  const asked = await say(`${text.toUpperCase()} https://mairie.example`, 10)
  expect([asked.status, asked.body.code]).toEqual([409, 'POST_DUPLICATE'])
  const [other] = asked.body.duplicates ?? []
  expect(other).toMatchObject({ account: account.handle, postId: first.id, text, same: true })
  expect(new Date(other!.at).getTime()).toBeCloseTo(Date.now() + 3 * day, -5)
  expect(await world.core.db.selectFrom('post').select('id').execute()).toEqual(before)
})

test('said yes to, it is planned, and the record tells what it repeats', async () => {
  const { body: first } = await say(text, 3)
  const { status, body } = await say(text.replace('10', '11'), 10, { duplicate: 'accepted' })
  expect(status).toBe(201)
  expect(body.deliveries[0]!.history![0]!.detail).toMatchObject({ repeats: first.deliveries[0]!.id })
})

test('a draft is asked about when it is sent, before as well as after what it repeats', async () => {
  await say(text, 20)
  const draft = await say(text, 0, { send: { kind: 'draft' } })
  expect(draft.status).toBe(201)
  const path = world.path(`/posts/${draft.body.id}/send`)
  expect((await editor.post<Answer>(path, { kind: 'now' })).body.code).toBe('POST_DUPLICATE')
  expect((await editor.post(path, { kind: 'now', duplicate: 'accepted' })).status).toBe(200)
})

test('of two who say the same at once, one is asked', async () => {
  const both = await Promise.all([say(text, 2), say(text, 2)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('other words, another account, longer ago, taken back, or no days set: nobody is asked', async () => {
  const { body } = await say(text, 1)
  const other = await quietAccount(world, `other-${Math.random().toString(36).slice(2)}.test`)
  expect((await say('Le conseil municipal se réunit lundi à 18 h', 2)).status).toBe(201)
  expect((await say(text, 2, {}, [other.id])).status).toBe(201)
  expect((await say(text, 40)).status).toBe(201)
  await editor.post(world.path(`/deliveries/${body.deliveries[0]!.id}/cancel`))
  expect((await say(text, 5)).status).toBe(201)
  const owner = await world.signIn('owner')
  expect((await owner.patch(world.path(''), { duplicateDays: 0 })).status).toBe(200)
  expect((await say(text, 6)).status).toBe(201)
  await owner.patch(world.path(''), { duplicateDays: 30 })
})
