import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Account, Halt } from '../../db/schema.ts'
import { say } from '../../testing/speak.ts'
import { WorkerProcess } from '../../testing/worker-process.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { sweep } from '../gate/sweep.ts'
import { lift } from './lift.ts'
import { addLooks } from './look-again.ts'
import { seal } from './seal.ts'
import { noteSilence } from './silence.ts'
import { findHalt } from './view.ts'
import { readWire } from './wire.ts'

// Workers as processes of their own, before a real network whose answers wait as long as the test wants.

const long = { timeout: 120_000 }
const patient = { timeout: 60_000, interval: 50 }
const actor = systemActor('test')
let world: TestWorld
let mairie: Account

beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  mairie = await world.connect()
}, 180_000)
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  world.proxy.releaseAnswers()
  await world.core.db.deleteFrom('halt').execute()
})

const asked = () => world.proxy.requests('putRecord').length

async function stop(): Promise<Halt> {
  const [halt] = await seal(world.core, { scopes: [{ workspaceId: world.workspaceId }], actor, personId: null })
  return halt!
}

async function isSilent({ id }: Halt): Promise<boolean> {
  await noteSilence(world.core)
  return (await findHalt(world.core.db, world.workspaceId, id)).silentAt !== null
}

/** A worker in the middle of its request: the network has it, and its answer waits. */
async function inTheMiddle(text: string): Promise<{ worker: WorkerProcess; id: string }> {
  const before = asked()
  world.proxy.holdAnswers('putRecord')
  const { id } = await say(world, mairie, text)
  const worker = new WorkerProcess(world)
  await expect.poll(asked, patient).toBe(before + 1)
  return { worker, id }
}

test('a frozen worker keeps a stop from being silent, named, until it moves again', long, async () => {
  const { worker, id } = await inTheMiddle('Frozen')
  await using frozen = worker
  frozen.child.kill('SIGSTOP')
  const halt = await stop()
  // the network has answered; who should hear it does not move
  world.proxy.releaseAnswers()
  await expect.poll(() => world.proxy.requests('putRecord').at(-1)?.outcome, patient).not.toBe('open')
  for (let round = 0; round < 3; round++) {
    await sweep(world.core)
    await addLooks(world.core.db)
    await world.processAll()
    expect(await isSilent(halt)).toBe(false)
  }
  const [attempt] = await readWire(world.core.db, halt.id, world.workspaceId)
  expect(attempt).toMatchObject({ deliveryId: id, waitingFor: 'answer', pid: frozen.child.pid, resolvedAt: null })
  frozen.child.kill('SIGCONT')
  await expect.poll(() => isSilent(halt), patient).toBe(true)
  expect((await world.delivery(id)).state).toBe('published')
})

test('a killed worker is found gone, its attempt is looked up, and then there is silence', long, async () => {
  const { worker, id } = await inTheMiddle('Killed')
  const halt = await stop()
  expect(await isSilent(halt)).toBe(false)
  await worker.kill('SIGKILL')
  await worker[Symbol.asyncDispose]()
  world.proxy.releaseAnswers()
  // nobody has looked yet: that the process is gone does not say what became of its request
  await sweep(world.core)
  expect(await isSilent(halt)).toBe(false)
  expect(await readWire(world.core.db, halt.id, world.workspaceId)).toMatchObject([{ waitingFor: 'look_up' }])
  await world.hurry()
  await world.processAll()
  expect(await isSilent(halt)).toBe(true)
  expect((await world.delivery(id)).state).toBe('published')
  expect(await readWire(world.core.db, halt.id, world.workspaceId)).toMatchObject([{ outcome: 'found' }])
})

test('SIGUSR2 silences one worker for good, and others go on', long, async () => {
  const { worker, id } = await inTheMiddle('Before the signal')
  const before = asked()
  await using muted = worker
  muted.child.kill('SIGUSR2')
  const row = () =>
    world.core.db
      .selectFrom('worker')
      .selectAll()
      .where('pid', '=', muted.child.pid ?? 0)
      .executeTakeFirstOrThrow()
  await expect.poll(async () => (await row()).mutedAt, patient).not.toBeNull()
  const entry = await world.core.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('action', '=', 'worker.muted')
    .executeTakeFirst()
  expect(entry?.detail).toMatchObject({ pid: muted.child.pid, onWire: 1 })
  // what was on the wire is still settled
  world.proxy.releaseAnswers()
  await expect.poll(async () => (await world.delivery(id)).state, patient).toBe('published')
  const next = await say(world, mairie, 'After the signal')
  // a second, panicked signal does not let it speak again
  muted.child.kill('SIGUSR2')
  // it lives on, and shows so twice more
  for (let sign = 0; sign < 2; sign++) {
    const { seenAt } = await row()
    await expect.poll(async () => (await row()).seenAt > seenAt, patient).toBe(true)
  }
  expect(asked()).toBe(before)
  expect((await world.delivery(next.id)).state).toBe('scheduled')
  await using _other = new WorkerProcess(world)
  await expect.poll(async () => (await world.delivery(next.id)).state, patient).toBe('published')
})

test('a stop holds over a restart of the workers, and lifting it sends nothing by itself', long, async () => {
  const halt = await stop()
  const before = asked()
  const { id } = await say(world, mairie, 'Kept in')
  await using _worker = new WorkerProcess(world)
  await expect.poll(async () => (await world.delivery(id)).state, patient).toBe('held')
  await lift(world.core, { id: halt.id, workspaceId: world.workspaceId, actor, personId: null })
  await sweep(world.core)
  await world.processAll()
  expect((await world.delivery(id)).state).toBe('held')
  expect(asked()).toBe(before)
})
