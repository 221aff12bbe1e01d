import { openMastodon, usualSettings, type Mastodon } from '@vigie/playground'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { say } from '../../testing/speak.ts'
import { WorkerProcess } from '../../testing/worker-process.ts'
import { TestWorld } from '../../testing/world.ts'
import { connectAccount } from '../accounts/connect.ts'
import { systemActor } from '../audit/record.ts'
import { takeDown } from '../gate/take-down.ts'

// a network where a repeat is not harmless: what became of a request is looked up
let world: TestWorld
let server: Mastodon

beforeAll(async () => {
  world = await TestWorld.create()
  await world.withoutUndo()
  server = await openMastodon({ settings: { idempotency: 'ignored' } })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  server.assertAsDescribed()
})
beforeEach(() => void Object.assign(server.settings, usualSettings, { idempotency: 'ignored' }))

let people = 0
async function connect(): Promise<{ account: Account; texts: () => string[] }> {
  const person = server.createPerson(`speaker${people++}`)
  const signIn = { service: server.url, accessToken: server.token(person) }
  const { workspaceId } = world
  const account = await connectAccount(world.core, {
    workspaceId,
    network: 'mastodon',
    signIn,
    actor: systemActor('test'),
  })
  return { account, texts: () => server.posts(person).map(({ text }) => text) }
}

/** As if the attempts of unconfirmed deliveries had begun so many seconds earlier. */
const age = (seconds: number) =>
  sql`update attempt a set started_at = started_at - make_interval(secs => ${seconds}) from delivery d
    where d.id = a.delivery_id and d.state = 'unconfirmed'`.execute(world.core.db)

describe('a delivery whose outcome is looked up', () => {
  test('goes out once, and can be taken down', async () => {
    const { account, texts } = await connect()
    const { id } = await say(world, account, 'Bonjour')
    await world.settleAll()
    const sent = await world.delivery(id)
    expect(sent).toMatchObject({ state: 'published', attempts: 1, url: expect.stringContaining(`${server.url}/@`) })
    expect(texts()).toEqual(['Bonjour'])
    await takeDown(world.core, world.workspaceId, id, systemActor('test'))
    expect([texts(), (await world.delivery(id)).state]).toEqual([[], 'retracted'])
  })

  test('is found after a lost answer', async () => {
    const { account, texts } = await connect()
    server.fail('createStatus', { kind: 'lose_answer' })
    const { id } = await say(world, account, 'Réponse perdue')
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'published', attempts: 1, remoteId: expect.any(String) })
    expect(texts()).toEqual(['Réponse perdue'])
  })

  test('is not sent again before its absence is certain', async () => {
    const { account, texts } = await connect()
    server.fail('createStatus', { kind: 'answer', status: 504, body: 'Gateway Timeout' })
    const { id } = await say(world, account, 'Absente')
    await world.processAll()
    await world.hurry()
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'unconfirmed', reason: 'looking_up', attempts: 1 })
    expect(texts()).toEqual([])
    await age(61)
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'published', attempts: 2 })
    expect(texts()).toEqual(['Absente'])
  })

  test('that the server still worked on is found in the end, and was not sent again', async () => {
    const { account, texts } = await connect()
    const late = Promise.withResolvers<void>()
    server.fail('createStatus', { kind: 'late', until: late.promise })
    const { id } = await say(world, account, 'En retard')
    await world.processAll()
    await world.hurry()
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'unconfirmed', reason: 'looking_up' })
    // behind the gateway the request is done only now
    late.resolve()
    await expect.poll(texts).toEqual(['En retard'])
    await age(61)
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'published', attempts: 1 })
    expect(texts()).toEqual(['En retard'])
  })

  test('is told apart from another of the same text', async () => {
    const { account, texts } = await connect()
    const first = await say(world, account, 'Deux fois')
    await world.settleAll()
    server.fail('createStatus', { kind: 'answer', status: 502, body: 'Bad Gateway' })
    const second = await say(world, account, 'Deux fois')
    await world.processAll()
    await age(61)
    await world.settleAll()
    const [one, two] = [await world.delivery(first.id), await world.delivery(second.id)]
    expect(two).toMatchObject({ state: 'published', attempts: 2 })
    expect(two.remoteId).not.toBe(one.remoteId)
    expect(texts()).toEqual(['Deux fois', 'Deux fois'])
  })

  test('is counted by the limits its server has now', async () => {
    const { account, texts } = await connect()
    await expect(say(world, account, 'x'.repeat(501))).rejects.toMatchObject({ code: 'POST_INVALID' })
    const limits = JSON.stringify({ characters: 600, perLink: 23 })
    await world.core.db.updateTable('account').set({ textLimits: limits }).where('id', '=', account.id).execute()
    // the server has changed its mind since: it says so
    const { id } = await say(world, account, 'x'.repeat(501))
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'failed', reason: 'text_too_long' })
    expect(texts()).toEqual([])
  })
})

test('workers killed at random instants publish each delivery exactly once, and lose none (I6)', async () => {
  const accounts = await Promise.all(Array.from({ length: 6 }, connect))
  const perAccount = 10
  const expected = Array.from({ length: perAccount }, (_, n) => `Envoi ${n}`)
  for (const text of expected) for (const { account } of accounts) await say(world, account, text)
  const total = perAccount * accounts.length
  const stack = new AsyncDisposableStack()
  let workers = [new WorkerProcess(world), new WorkerProcess(world)]
  const asked = () => server.asked.filter((operation) => operation === 'createStatus').length
  for (let kill = 0; kill < 14; kill++) {
    for (let n = 0; n < 8; n++) server.fail('createStatus', { kind: 'slow', until: sleep(Math.random() * 80) })
    const target = asked() + 1 + Math.floor(Math.random() * 4)
    const patience = performance.now() + 5000
    await expect
      .poll(() => asked() >= target || performance.now() > patience, { timeout: 10_000, interval: 2 })
      .toBe(true)
    const victim = workers[kill % 2]!
    await victim.kill('SIGKILL')
    await victim[Symbol.asyncDispose]()
    workers = workers.map((worker) => (worker === victim ? new WorkerProcess(world) : worker))
  }
  for (const worker of workers) stack.use(worker)
  const over = async () => {
    // nobody waits for a minute here: what is unconfirmed is so for long
    await age(61)
    await world.hurry()
    return (await world.deliveries()).filter(
      ({ state, outbound }) => state === 'published' && outbound.text.startsWith('Envoi'),
    ).length
  }
  await expect.poll(over, { timeout: 150_000, interval: 500 }).toBe(total)
  await stack.disposeAsync()
  for (const { texts } of accounts) expect(texts().toSorted()).toEqual(expected.toSorted())
  const entries = await world.core.db
    .selectFrom('auditEntry')
    .select('action')
    .where('action', '=', 'delivery.unconfirmed')
    .execute()
  expect(entries.length).toBeGreaterThan(0)
}, 240_000)

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
