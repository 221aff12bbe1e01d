import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFailed, test, vi } from 'vitest'
import { startEmbedded } from '../../db/embedded/start.ts'
import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/pool.ts'
import type { Account, Halt } from '../../db/schema.ts'
import { systemClock } from '../../lib/clock.ts'
import { Chance } from '../../testing/chance.ts'
import { judge } from '../../testing/fire-judge.ts'
import { accountAt, plan } from '../../testing/plan.ts'
import { PostgresProxy } from '../../testing/postgres-proxy.ts'
import { RecordingReceiver } from '../../testing/recording-receiver.ts'
import { say } from '../../testing/speak.ts'
import { dataFolder, postgresOn } from '../../testing/vigie-process.ts'
import { WorkerProcess } from '../../testing/worker-process.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { lift } from './lift.ts'
import { seal } from './seal.ts'
import { noteSilence, watchSilence } from './silence.ts'
import { readWire } from './wire.ts'

const actor = systemActor('fire')
const chance = new Chance()
let accountsMade = 0
/** How often workers look after each other. */
const round = 5000

/** A world with a receiver, and workers that a test starts. Everything of a test has an account of its own. */
async function open(options: Parameters<typeof TestWorld.create>[0] = {}) {
  const stack = new AsyncDisposableStack()
  const world = stack.use(await TestWorld.create(options))
  const receiver = stack.use(await RecordingReceiver.open())
  await world.withoutUndo()
  const account = () => accountAt(world, receiver, `trouble${accountsMade++}.test`)
  return { world, receiver, account, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

let scene: Awaited<ReturnType<typeof open>>
let world: TestWorld
let receiver: RecordingReceiver
let workers: AsyncDisposableStack
let account: Account

beforeAll(async () => {
  scene = await open()
  world = scene.world
  receiver = scene.receiver
})
afterAll(() => scene[Symbol.asyncDispose]())
beforeEach(async () => {
  workers = new AsyncDisposableStack()
  receiver.latency = () => 0
  account = await scene.account()
})
afterEach(async () => {
  receiver.release()
  await workers.disposeAsync()
})

async function stop({ core }: TestWorld, { workspaceId, id }: Account): Promise<Halt> {
  const [halt] = await seal(core, { scopes: [{ workspaceId, accountId: id }], actor, personId: null })
  return halt!
}

const haltOf = ({ core }: TestWorld, { id }: Halt) =>
  core.db.selectFrom('halt').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

async function becomesSilent(there: TestWorld, halt: Halt): Promise<void> {
  const silentAt = async () => {
    // while the database is away, or on its way back, there is no answer
    await noteSilence(there.core, [halt.id]).catch(() => undefined)
    return (await haltOf(there, halt).catch(() => undefined))?.silentAt ?? null
  }
  await expect.poll(silentAt, { timeout: 60_000, interval: 50 }).not.toBeNull()
}

/** For as long as the others need to look twice, the halt waits for this one request of this worker, and says so. */
async function waitsFor(halt: Halt, worker: WorkerProcess, there = world): Promise<void> {
  const until = Date.now() + 2 * round + 1000
  while (Date.now() < until) {
    await noteSilence(there.core)
    expect((await haltOf(there, halt)).silentAt).toBeNull()
    const wire = await readWire(there.core.db, halt.id, null)
    expect(wire.filter(({ resolvedAt }) => resolvedAt === null)).toMatchObject([
      { pid: worker.child.pid, goneAt: null, waitingFor: expect.stringMatching(/^(answer|worker)$/) },
    ])
    await wait(250)
  }
}

const arrived = (key: string) => receiver.arrivals.filter((arrival) => arrival.key === key).length
const arrives = async (key: string) => {
  await expect.poll(() => arrived(key), { timeout: 60_000, interval: 10 }).toBe(1)
}
const stateOf = async (id: string) => (await world.delivery(id)).state

test('workers killed at random instants: every stop becomes silent, and nothing of its scope arrives from then on', async () => {
  onTestFailed(() => console.error(`VIGIE_TEST_SEED=${chance.seed}`))
  receiver.latency = () => 400 * chance.next() ** 2
  const accounts: Account[] = []
  for (let index = 0; index < 6; index++) accounts.push(await scene.account())
  let running = [0, 1, 2].map(() => new WorkerProcess(world))
  workers.defer(async () => void (await Promise.all(running.map((worker) => worker[Symbol.asyncDispose]()))))
  const from = Date.now()
  const dueAt = (index: number) => new Date(from + index * 100)
  const times = Array.from({ length: 600 }, (_, index) => dueAt(index))
  await plan(
    world,
    accounts.flatMap((one) => times.map((time) => ({ account: one, origin: 'scheduled' as const, dueAt: time }))),
  )
  const before = receiver.arrivals.length
  await expect.poll(() => receiver.arrivals.length, { timeout: 60_000 }).toBeGreaterThan(before + 20)

  async function stopOnce(): Promise<void> {
    const { workspaceId, id } = chance.among(accounts)
    const scope = chance.next() < 0.7 ? { workspaceId, accountId: id } : { workspaceId }
    const [halt] = await seal(world.core, { scopes: [scope], actor, personId: null })
    await watchSilence(world.core, [halt!.id], AbortSignal.timeout(90_000))
    expect((await haltOf(world, halt!)).silentAt).not.toBeNull()
    await wait(chance.below(200))
    await lift(world.core, { id: halt!.id, workspaceId, actor, personId: null })
  }
  for (let kill = 0; kill < 5; kill++) {
    const patience = Date.now() + 10_000
    const target = receiver.arrivals.length + 1 + chance.below(5)
    await expect
      .poll(() => receiver.arrivals.length >= target || Date.now() > patience, { timeout: 20_000, interval: 2 })
      .toBe(true)
    const [victim] = running.splice(0, 1)
    const stops = [stopOnce(), stopOnce()]
    await victim!.kill('SIGKILL')
    stops.push(stopOnce(), stopOnce())
    running = [...running, new WorkerProcess(world)]
    await Promise.all(stops)
    await victim![Symbol.asyncDispose]()
  }
  const { counts, ...faults } = await judge(world, receiver.arrivals)
  // what was looked up and found absent may go out again, under the same key; that it came twice would be a fault all the same
  expect(faults).toEqual({ leaks: [], unknown: [], twice: [], strangers: [] })
  expect(counts.onWire).toBeGreaterThan(5)
}, 240_000)

describe('a worker that is frozen', () => {
  test('with a request on the wire keeps the stop from being silent, by its name, until it moves again', async () => {
    receiver.hold()
    const worker = workers.use(new WorkerProcess(world))
    const { key, id } = await say(world, account, 'Gelé')
    await arrives(key)
    worker.child.kill('SIGSTOP')
    workers.use(new WorkerProcess(world))
    const halt = await stop(world, account)
    receiver.release()
    await waitsFor(halt, worker)
    worker.child.kill('SIGCONT')
    await becomesSilent(world, halt)
    expect([await stateOf(id), arrived(key)]).toEqual(['published', 1])
  }, 120_000)

  test('in the middle of a permit’s transaction does not keep a stop from being sealed, and sends nothing when it moves again', async () => {
    const proxy = workers.use(await PostgresProxy.open(world.databaseUrl))
    const locked = proxy.keepAnswer(/for no key update/)
    const worker = workers.use(new WorkerProcess(world, { DATABASE_URL: proxy.url }))
    const { key, id } = await say(world, account, 'Au milieu')
    await locked
    worker.child.kill('SIGSTOP')
    const halt = await stop(world, account)
    await becomesSilent(world, halt)
    expect(await stateOf(id)).toBe('scheduled')
    proxy.release()
    worker.child.kill('SIGCONT')
    await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('held')
    expect(arrived(key)).toBe(0)
  }, 120_000)

  test('between its permit and the request for longer than a permit lives gives it back unused', async () => {
    const proxy = workers.use(await PostgresProxy.open(world.databaseUrl))
    const committed = proxy.keepAnswer(/pg_advisory_xact_lock_shared/, /COMMIT/)
    const worker = workers.use(new WorkerProcess(world, { DATABASE_URL: proxy.url }))
    const { key, id } = await say(world, account, 'Trop tard')
    await committed
    worker.child.kill('SIGSTOP')
    workers.use(new WorkerProcess(world))
    const halt = await stop(world, account)
    expect(await stateOf(id)).toBe('sending')
    proxy.release()
    await waitsFor(halt, worker)
    worker.child.kill('SIGCONT')
    await becomesSilent(world, halt)
    await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('held')
    expect(arrived(key)).toBe(0)
  }, 120_000)
})

describe('a worker without its database', () => {
  test('keeps a stop from being silent: a lost connection proves nothing', async () => {
    receiver.hold()
    const proxy = workers.use(await PostgresProxy.open(world.databaseUrl))
    const worker = workers.use(new WorkerProcess(world, { DATABASE_URL: proxy.url, VIGIE_LOG: 'fatal' }))
    const { key, id } = await say(world, account, 'Coupé')
    await arrives(key)
    await proxy.cut()
    workers.use(new WorkerProcess(world))
    const halt = await stop(world, account)
    receiver.release()
    await waitsFor(halt, worker)
    await proxy.restore()
    await becomesSilent(world, halt)
    expect([await stateOf(id), arrived(key)]).toEqual(['published', 1])
    // a database that was away is no reason to end
    expect(worker.child.exitCode).toBeNull()
  }, 120_000)

  test('that never heard whether its permit was granted sends nothing, and gives it back', async () => {
    const proxy = workers.use(await PostgresProxy.open(world.databaseUrl))
    const committed = proxy.keepAnswer(/pg_advisory_xact_lock_shared/, /COMMIT/)
    workers.use(new WorkerProcess(world, { DATABASE_URL: proxy.url, VIGIE_LOG: 'fatal' }))
    const { key, id } = await say(world, account, 'Sans réponse')
    await committed
    await proxy.cut()
    const halt = await stop(world, account)
    expect(await readWire(world.core.db, halt.id, null)).toMatchObject([{ deliveryId: id, resolvedAt: null }])
    await proxy.restore()
    await becomesSilent(world, halt)
    await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('held')
    expect(arrived(key)).toBe(0)
  }, 120_000)

  test('that was killed and started again while a request is on the wire: silent once the answer is written, and the stop holds', async () => {
    using folder = dataFolder()
    let server = await startEmbedded(folder.path)
    const database = openDatabase(server.url, 2, () => undefined)
    await migrate(database)
    await database.close()
    await using restarted = await open({
      database: { url: server.url, [Symbol.asyncDispose]: async () => undefined },
    })
    const { world: there, receiver: network } = restarted
    const one = await restarted.account()
    await using running = new AsyncDisposableStack()
    const start = () => running.use(new WorkerProcess(there, { VIGIE_LOG: 'silent' }))
    // one that ends over it is started again, as whoever runs it would
    start().child.once('exit', () => {
      if (!running.disposed) start()
    })
    network.hold()
    const sent = await say(there, one, 'Avant la panne')
    await expect.poll(() => network.arrivals.length, { timeout: 60_000 }).toBe(1)
    const halt = await stop(there, one)
    for (const pid of postgresOn(folder.path)) process.kill(pid, 'SIGQUIT')
    await expect.poll(() => postgresOn(folder.path)).toEqual([])
    network.release()
    server = await startEmbedded(folder.path)
    await becomesSilent(there, halt)
    await vi.waitFor(() => say(there, one, 'Après la panne'), { timeout: 30_000, interval: 200 })
    const states = async () => (await there.deliveries().catch(() => [])).map(({ state }) => state).toSorted()
    await expect.poll(async () => [...new Set(await states())], { timeout: 60_000 }).toEqual(['held', 'published'])
    expect(network.arrivals.map(({ key }) => key)).toEqual([sent.key])
    await running.disposeAsync()
    await server.stop()
  }, 180_000)
})

test.each([1, -1])(
  'a clock that is set by %i h while a request is on the wire neither hurries silence nor lets anything out',
  async (hours) => {
    let step = 0
    const real = systemClock()
    const clock = { trusted: () => new Date(real.trusted().getTime() + step), wall: () => new Date(Date.now() + step) }
    await using stepped = await open({ clock })
    const one = await stepped.account()
    stepped.receiver.hold()
    const sent = await say(stepped.world, one, 'Pendant le saut')
    const ran = stepped.world.processAll()
    await expect.poll(() => stepped.receiver.arrivals.length).toBe(1)
    const halt = await stop(stepped.world, one)
    const next = await say(stepped.world, one, 'Après le saut')
    step = hours * 3_600_000
    expect(await noteSilence(stepped.world.core, [halt.id])).toBe(1)
    stepped.receiver.release()
    await ran
    await becomesSilent(stepped.world, halt)
    step = -step
    await stepped.world.hurry()
    await stepped.world.processAll()
    expect([(await stepped.world.delivery(sent.id)).state, (await stepped.world.delivery(next.id)).state]).toEqual([
      'published',
      'held',
    ])
    expect(stepped.receiver.arrivals).toHaveLength(1)
  },
  60_000,
)
