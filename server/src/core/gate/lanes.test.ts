import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { startWork } from '../../jobs/work.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let mairie: Account
let alice: Account

beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  mairie = await world.connect()
  alice = await world.connect(world.bluesky.alice)
})
afterAll(() => world[Symbol.asyncDispose]())

test('deliveries of one account go out in the order of their time, then of their making', async () => {
  const base = Date.now() - 60_000
  const minutes = [3, 1, 2, 1, 3, 2, 1]
  const said: { id: string; key: string; due: number; index: number }[] = []
  for (const [index, minute] of minutes.entries()) {
    const { id, key } = await say(world, mairie, `Rang ${index}`, { kind: 'at', at: new Date(Date.now() + 60_000) })
    const due = base + minute * 1000
    await world.core.db
      .updateTable('delivery')
      .set({ dueAt: new Date(due) })
      .where('id', '=', id)
      .execute()
    said.push({ id, key, due, index })
  }
  world.proxy.delay((entry) => (entry.path.endsWith('putRecord') ? 20 : 0))
  // several runners of the same lane at once must not mix it up
  await world.hurry()
  await Promise.all([world.processAll(), world.processAll(), world.processAll()])
  await world.settleAll()
  world.proxy.delay(0)
  const sent = world.proxy.requests('putRecord').map((entry) => entry.body?.rkey)
  const expected = said.toSorted((a, b) => a.due - b.due || a.index - b.index).map((one) => one.key)
  expect(sent).toEqual(expected)
})

test('two deliveries of one account cannot be on the wire at once: the database itself refuses', async () => {
  const one = await say(world, alice, 'Un')
  const two = await say(world, alice, 'Deux')
  const both = world.core.db.transaction().execute(async (tx) => {
    for (const { id } of [one, two]) {
      await tx.updateTable('delivery').set({ state: 'sending', attemptId: id }).where('id', '=', id).execute()
    }
  })
  await expect(both).rejects.toThrow('delivery_one_on_the_wire')
  await world.settleAll()
  expect([(await world.delivery(one.id)).state, (await world.delivery(two.id)).state]).toEqual([
    'published',
    'published',
  ])
})

test('a delivery that has to be looked up keeps the later ones of its account back until it is known', async () => {
  const first = await say(world, mairie, 'Premier')
  const second = await say(world, mairie, 'Second')
  const fault = world.proxy.dropNextRequest('putRecord')
  await world.processAll()
  await fault.met
  expect([(await world.delivery(first.id)).state, (await world.delivery(second.id)).state]).toEqual([
    'unconfirmed',
    'scheduled',
  ])
  await world.settleAll()
  const order = world.proxy
    .requests('putRecord')
    .filter((entry) => entry.status === 200)
    .slice(-2)
  expect(order.map((entry) => entry.body?.rkey)).toEqual([first.key, second.key])
})

test('one slow account does not delay another', async () => {
  const slow = world.bluesky.mairie.did
  world.proxy.holdAnswers((entry) => entry.body?.repo === slow)
  const work = await startWork(world.core, world.database, 4)
  try {
    const stuck = await say(world, mairie, 'Lent')
    await expect.poll(async () => (await world.delivery(stuck.id)).state).toBe('sending')
    const others = await Promise.all(Array.from({ length: 5 }, (_, index) => say(world, alice, `Rapide ${index}`)))
    for (const { id } of others) {
      await expect.poll(async () => (await world.delivery(id)).state, { timeout: 10_000 }).toBe('published')
    }
    expect((await world.delivery(stuck.id)).state).toBe('sending')
    world.proxy.releaseAnswers()
    await expect.poll(async () => (await world.delivery(stuck.id)).state, { timeout: 10_000 }).toBe('published')
  } finally {
    world.proxy.releaseAnswers()
    await work.stop()
  }
})
