import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { say } from '../../testing/speak.ts'
import { WorkerProcess } from '../../testing/worker-process.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { writePost } from '../posts/write.ts'

const kills = 24
const accountsUsed = 4
const deliveriesSent = 200

let world: TestWorld
const accounts: Account[] = []

beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  for (let index = 0; index < accountsUsed; index++) {
    accounts.push(await world.connect(await world.bluesky.createPerson(`citizen${index}`)))
  }
})
afterAll(() => world[Symbol.asyncDispose]())

/** Requests that reached the network so far: the clock by which workers are killed. */
const asked = () => world.proxy.requests('putRecord').length

test('workers killed at 24 random instants publish each delivery exactly once, and lose none (I6)', async () => {
  const stack = new AsyncDisposableStack()
  const keys = new Map<string, string>()
  for (let index = 0; index < deliveriesSent; index++) {
    const { id, key } = await say(world, accounts[index % accountsUsed]!, `Envoi ${index}`)
    keys.set(key, id)
  }
  // an answer takes a while, so that many a kill falls between a request and its answer
  world.proxy.delay(() => Math.random() * 60)
  let workers = [new WorkerProcess(world), new WorkerProcess(world)]
  for (let kill = 0; kill < kills; kill++) {
    // the next instant: some requests further on, or where nothing moves because the workers are still starting, now
    const target = asked() + 1 + Math.floor(Math.random() * 6)
    const patience = performance.now() + 5000
    await expect
      .poll(() => asked() >= target || performance.now() > patience, { timeout: 10_000, interval: 2 })
      .toBe(true)
    const victim = workers[kill % 2]!
    await victim.kill('SIGKILL')
    await victim[Symbol.asyncDispose]()
    workers = workers.map((worker) => (worker === victim ? new WorkerProcess(world) : worker))
  }
  world.proxy.delay(0)
  for (const worker of workers) stack.use(worker)
  const over = async () => (await world.deliveries()).filter((delivery) => delivery.state === 'published').length
  await expect.poll(over, { timeout: 120_000, interval: 200 }).toBe(deliveriesSent)
  await stack.disposeAsync()

  for (const account of accounts) {
    const posts = await world.bluesky.posts(account.remoteId)
    const expected = [...keys].filter(([, id]) => posts.some((post) => keys.get(post.rkey) === id))
    expect(posts.map((post) => post.rkey).toSorted()).toEqual(expected.map(([key]) => key).toSorted())
    expect(posts).toHaveLength(deliveriesSent / accountsUsed)
    expect(new Set(posts.map((post) => post.text)).size).toBe(posts.length)
  }
  // the kills did hit: some outcomes had to be looked up
  const entries = await world.core.db
    .selectFrom('auditEntry')
    .select('action')
    .where('action', '=', 'delivery.unconfirmed')
    .execute()
  expect(entries.length).toBeGreaterThan(0)
}, 240_000)

test('workers killed in the middle of a thread resume it at the next item: each once, each behind the one before (I6)', async () => {
  const account = await world.connect(await world.bluesky.createPerson('threader'))
  const items = Array.from({ length: 8 }, (_, index) => ({ text: `Suite ${index}`, media: [] }))
  const { core, workspaceId, owner } = world
  const draft = { items, options: { languages: ['fr'] }, accountIds: [account.id] }
  await writePost(core, { workspaceId, authorId: owner.id, draft, when: { kind: 'now' }, actor: systemActor('test') })
  const ofThread = async () => (await world.deliveries()).filter(({ accountId }) => accountId === account.id)
  const keys = (await ofThread()).map(({ key }) => key)
  const sent = () => world.proxy.requests('putRecord').filter(({ body }) => keys.includes(body?.rkey ?? '')).length
  world.proxy.delay(() => 20 + Math.random() * 60)
  for (let kill = 0; kill < 4; kill++) {
    await using worker = new WorkerProcess(world)
    const target = sent() + 1 + (kill % 2)
    await expect.poll(() => sent() >= target, { timeout: 30_000, interval: 2 }).toBe(true)
    await worker.kill('SIGKILL')
  }
  world.proxy.delay(0)
  await using _last = new WorkerProcess(world)
  const over = async () => (await ofThread()).filter(({ state }) => state === 'published').length
  await expect.poll(over, { timeout: 60_000, interval: 200 }).toBe(items.length)
  const posts = await world.bluesky.posts(account.remoteId)
  expect(posts.map(({ rkey }) => rkey).toSorted()).toEqual(keys.toSorted())
  expect(new Set(posts.map(({ text }) => text)).size).toBe(items.length)
  const parts = await ofThread()
  const at = parts.map(({ sentAt }) => sentAt?.getTime() ?? 0)
  expect(at.toSorted((a, b) => a - b)).toEqual(at)
}, 120_000)
