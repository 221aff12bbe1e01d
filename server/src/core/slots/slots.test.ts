import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let editor: Client
let account: Account
beforeAll(async () => {
  world = await TestWorld.create()
  editor = await world.signIn('editor')
  account = await quietAccount(world, 'slots.test')
})
afterAll(() => world[Symbol.asyncDispose]())

const slotsPath = () => world.path(`/accounts/${account.id}/slots`)
const plan = async (send: object, accountIds = [account.id]) =>
  editor.post<{ deliveries: { dueAt: string }[]; code?: string; detail?: string }>(world.path('/posts'), {
    items: [{ text: 'In its turn' }],
    accountIds,
    send,
  })

test('an account without slots says so, and nothing is written', async () => {
  const { body } = await editor.get<object>(slotsPath())
  expect(body).toEqual({ timeZone: 'Europe/Paris', slots: [] })
  const refused = await plan({ kind: 'slot' })
  expect([refused.status, refused.body.code]).toEqual([409, 'SLOT_NONE'])
  expect(await world.deliveries()).toEqual([])
  expect(await world.core.db.selectFrom('post').select('id').execute()).toEqual([])
})

test('posts take one free slot after the other, also when asked for at once; a cancelled one is free again', async () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at: '09:30' }))
  const twice = [...everyDay, { day: 3, at: '09:30' }]
  const set = await editor.call<{ slots: object[] }>('PUT', slotsPath(), {
    timeZone: 'America/Sao_Paulo',
    slots: twice,
  })
  expect(set.body.slots).toEqual(everyDay)
  const next = await editor.get<{ at: string }>(`${slotsPath()}/next`)
  const made = await Promise.all(Array.from({ length: 5 }, () => plan({ kind: 'slot' })))
  const due = made.map(({ body }) => body.deliveries[0]!.dueAt).toSorted()
  expect(due[0]).toBe(next.body.at)
  const wall = (iso: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Sao_Paulo', hour: '2-digit', minute: '2-digit' }).format(
      new Date(iso),
    )
  expect(due.map(wall)).toEqual(Array.from({ length: 5 }, () => '09:30'))
  expect(new Set(due.map((iso) => iso.slice(0, 10))).size).toBe(5)
  const [, second] = (await world.deliveries()).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  await editor.post(world.path(`/deliveries/${second!.id}/cancel`))
  expect((await editor.get<{ at: string }>(`${slotsPath()}/next`)).body.at).toBe(second!.dueAt.toISOString())
  const moved = (await world.deliveries()).at(-1)!
  const again = await editor.post<{ dueAt: string }>(world.path(`/deliveries/${moved.id}/reschedule`), { kind: 'slot' })
  expect(again.body.dueAt).toBe(second!.dueAt.toISOString())
})

test.each([
  [{ timeZone: 'Mars/Olympus', slots: [] }, 'timeZone'],
  [{ timeZone: 'UTC', slots: [{ day: 8, at: '09:30' }] }, 'slots.0.day'],
  [{ timeZone: 'UTC', slots: [{ day: 1, at: '24:00' }] }, 'slots.0.at'],
])('%j is refused, naming %s', async (body, field) => {
  const refused = await editor.call<{ errors: { field: string }[] }>('PUT', slotsPath(), body)
  expect(refused.status).toBe(422)
  expect(refused.body.errors.map((one) => one.field)).toEqual([field])
})

test('a contributor cannot set them', async () => {
  const contributor = await world.signIn('contributor')
  const refused = await contributor.call('PUT', slotsPath(), { timeZone: 'UTC', slots: [] })
  expect(refused.status).toBe(403)
})
