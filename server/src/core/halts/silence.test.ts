import { hostname } from 'node:os'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account, Halt } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { machine } from '../../lib/machine.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { published, StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { decideDelivery } from '../deliveries/decide.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { openBatches } from '../gate/batches.ts'
import { declareGone } from '../gate/gone.ts'
import { send } from '../gate/send.ts'
import { settle } from '../gate/settle.ts'
import { sweep } from '../gate/sweep.ts'
import { lift } from './lift.ts'
import { addLooks } from './look-again.ts'
import { wireFirst } from './scope.ts'
import { seal } from './seal.ts'
import { noteSilence, watchSilence } from './silence.ts'
import { findHalt } from './view.ts'
import { readWire } from './wire.ts'

const actor = systemActor('test')
let world: TestWorld
let network: StubNetwork
let mairie: Account

beforeAll(async () => {
  network = new StubNetwork()
  world = await TestWorld.create({ around: network.around })
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  const { db } = world.core
  await db.deleteFrom('halt').execute()
  await db.deleteFrom('post').execute()
  mairie = await quietAccount(world, `mairie${newId().slice(-6)}.test`)
  network.asked.length = 0
  network.looked.length = 0
  network.holding = true
  network.settles = { kind: 'absent' }
})

async function wake(): Promise<void> {
  await world.core.db.transaction().execute(async (tx) => {
    await lockLane(tx, mairie.id)
    await wakeLane(tx, mairie.id)
  })
}

const stop = async (): Promise<Halt> => {
  const [halt] = await seal(world.core, { scopes: [{ workspaceId: world.workspaceId }], actor, personId: null })
  return halt!
}
/** As if the moment were over in which what is on the wire comes first. */
const aSecondLater = (id: string) =>
  world.core.db
    .updateTable('halt')
    .set({ sealedAt: sql<Date>`sealed_at - interval '1 second'` })
    .where('id', '=', id)
    .execute()
const silent = async ({ id }: Halt) => {
  await noteSilence(world.core)
  return (await findHalt(world.core.db, world.workspaceId, id)).silentAt !== null
}
const waitsFor = async ({ id }: Halt) =>
  (await readWire(world.core.db, id, world.workspaceId)).map(({ waitingFor }) => waitingFor)

/** Sends in the background until the request is at the network. */
async function onTheWire(text: string): Promise<{ id: string; running: Promise<void> }> {
  const { id } = await dueNow(world, mairie, text)
  await wake()
  const running = world.processAll()
  await expect.poll(() => network.texts.includes(text)).toBe(true)
  return { id, running }
}

/** A delivery in the hands of a worker on another machine that gave no sign for five minutes. */
async function elsewhere(): Promise<{ deliveryId: string; attemptId: string; workerId: string }> {
  const { db } = world.core
  const [attemptId, workerId] = [newId(), newId()]
  const { id: deliveryId, key } = await dueNow(world, mairie, 'Elsewhere')
  const seenAt = new Date(Date.now() - 300_000)
  await db.insertInto('worker').values({ id: workerId, host: 'another-host', pid: 4711, seenAt }).execute()
  await db
    .insertInto('attempt')
    .values({ id: attemptId, deliveryId, workerId, sendBefore: seenAt, deliveryKey: key })
    .execute()
  const sending = { state: 'sending', attemptId, attempts: 1 } as const
  await db.updateTable('delivery').set(sending).where('id', '=', deliveryId).execute()
  return { deliveryId, attemptId, workerId }
}

/** Runs what is due, look-ups included, some times over. */
async function goOn(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await sweep(world.core)
    await addLooks(world.core.db)
    await world.hurry()
    await world.processAll()
  }
}

describe('silence', () => {
  test('is there at once where nothing was on the wire, is said once, and stays', async () => {
    const halt = await stop()
    await Promise.all([noteSilence(world.core), noteSilence(world.core), noteSilence(world.core)])
    expect(await silent(halt)).toBe(true)
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select('seq')
      .where('subjectId', '=', halt.id)
      .where('action', '=', 'halt.silent')
      .execute()
    expect(entries).toHaveLength(1)
  })

  test('waits for an answer that is on its way, and comes with it', async () => {
    const { id, running } = await onTheWire('On its way')
    const halt = await stop()
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['answer'])
    const stopping = new AbortController()
    const watching = watchSilence(world.core, [halt.id], stopping.signal)
    network.asked[0]!.answer(published)
    await running
    await watching
    expect(await silent(halt)).toBe(true)
    expect(await waitsFor(halt)).toEqual([null])
    expect((await world.delivery(id)).state).toBe('published')
    const { silentAt, sealedAt } = await findHalt(world.core.db, world.workspaceId, halt.id)
    const attempt = await world.core.db
      .selectFrom('attempt')
      .selectAll()
      .where('deliveryId', '=', id)
      .executeTakeFirstOrThrow()
    expect(silentAt! >= attempt.resolvedAt! && attempt.resolvedAt! >= sealedAt).toBe(true)
  })

  test('comes before anything is held: what falls due waits meanwhile, a second at most', async () => {
    const library = await quietAccount(world, `library${newId().slice(-6)}.test`)
    const { running } = await onTheWire('On its way')
    const due = await dueNow(world, library, 'Falls due')
    const batches = openBatches(world.core)
    const before = await batches.laneHead(library.id)
    if (before.kind !== 'ready') throw new Error(before.kind)
    const { id, sealedAt } = await stop()
    // the lane does not even ask the gate
    const head = await batches.laneHead(library.id)
    expect(head).toMatchObject({ kind: 'wire_first', ms: expect.closeTo(wireFirst / 2, -3) as unknown })
    // and who was on the way to it waits there
    const ask = async () => {
      await send(world.core, batches, before.delivery, before)
      return world.delivery(due.id)
    }
    const nextTryAt = new Date(sealedAt.getTime() + wireFirst)
    expect(await ask()).toMatchObject({ state: 'scheduled', nextTryAt })
    await aSecondLater(id)
    expect(await ask()).toMatchObject({ state: 'held', reason: 'halted' })
    network.asked[0]!.answer(published)
    await running
    expect(network.texts).toEqual(['On its way'])
  })

  test.each(['rejected', 'later', 'sign_in'] as const)(
    'comes with the answer “%s” too: nothing is public',
    async (kind) => {
      const { running } = await onTheWire('Refused')
      const halt = await stop()
      const reasons = { rejected: 'invalid', later: 'service_down' } as const
      network.asked[0]!.answer(
        kind === 'sign_in'
          ? { kind, detail: 'no' }
          : kind === 'later'
            ? { kind, reason: reasons.later, detail: 'no' }
            : { kind, reason: reasons.rejected, detail: 'no' },
      )
      await running
      expect(await silent(halt)).toBe(true)
    },
  )

  test('is not claimed with a lost answer before the look-up', async () => {
    const { id, running } = await onTheWire('Lost')
    const halt = await stop()
    network.asked[0]!.answer({ kind: 'unknown', detail: 'no answer' })
    await running
    expect((await world.delivery(id)).state).toBe('unconfirmed')
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['look_up'])
    network.settles = { kind: 'unknown', detail: 'the network does not answer' }
    await world.hurry()
    await world.processAll()
    expect(network.looked).toHaveLength(1)
    expect(await silent(halt)).toBe(false)
    network.settles = { kind: 'absent' }
    await world.hurry()
    await world.processAll()
    expect(await silent(halt)).toBe(true)
    // absent, due, and covered: it met the gate and was kept in
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted' })
    expect(network.texts).toEqual(['Lost'])
  })

  test('is not claimed while a worker of another host gives no sign, until somebody says it is gone and a look follows', async () => {
    const { deliveryId, workerId } = await elsewhere()
    const halt = await stop()
    await aSecondLater(halt.id)
    await goOn()
    // given up, looked up, absent, due again, kept in: and yet the frozen one may still be sending
    expect(await world.delivery(deliveryId)).toMatchObject({ state: 'held', reason: 'halted' })
    expect(network.looked.length).toBeGreaterThan(0)
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['worker'])
    const before = network.looked.length
    await declareGone(world.core, { workerId, actor, reason: 'The machine was switched off' })
    // what a look called absent before that word proves nothing
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['look_up'])
    await goOn()
    expect(network.looked.length).toBeGreaterThan(before)
    expect(await silent(halt)).toBe(true)
    const said = await world.core.db
      .selectFrom('auditEntry')
      .select('workspaceId')
      .where('action', '=', 'worker.gone')
      .where('subjectId', '=', workerId)
      .execute()
    expect(said.map((one) => one.workspaceId)).toContain(world.workspaceId)
  })

  test('finds what a gone worker got out after all, and says that it is public', async () => {
    const { deliveryId, workerId } = await elsewhere()
    const halt = await stop()
    await goOn()
    await declareGone(world.core, { workerId, actor })
    network.settles = { kind: 'found', post: { id: 'at://late', url: 'https://bsky.app/late' } }
    await goOn()
    expect(await world.delivery(deliveryId)).toMatchObject({ state: 'published', url: 'https://bsky.app/late' })
    expect(await silent(halt)).toBe(true)
  })

  test('takes what the silent worker says itself when it is back', async () => {
    const { deliveryId, attemptId } = await elsewhere()
    const halt = await stop()
    await goOn()
    expect(await silent(halt)).toBe(false)
    const delivery = await world.delivery(deliveryId)
    const reason = { kind: 'later', reason: 'permit_expired', detail: 'It slept' } as const
    await settle(world.core, openBatches(world.core), { sent: delivery, attemptId }, reason)
    expect(await silent(halt)).toBe(true)
  })

  test('looks again when the silent worker comes back and knows nothing', async () => {
    const { deliveryId, attemptId } = await elsewhere()
    const halt = await stop()
    await goOn()
    const sent = await world.delivery(deliveryId)
    await settle(world.core, openBatches(world.core), { sent, attemptId }, { kind: 'unknown', detail: 'no answer' })
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['look_up'])
    await goOn()
    expect(await silent(halt)).toBe(true)
  })

  test('is not brought about by a person’s word for the post while its worker is not heard of', async () => {
    const { deliveryId, workerId } = await elsewhere()
    network.settles = { kind: 'unknown', detail: 'no answer' }
    const halt = await stop()
    await sweep(world.core)
    expect((await world.delivery(deliveryId)).state).toBe('unconfirmed')
    const decision = { as: 'not_published' } as const
    await decideDelivery(world.core, { workspaceId: world.workspaceId, id: deliveryId, decision, actor })
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['worker'])
    network.settles = { kind: 'absent' }
    await declareGone(world.core, { workerId, actor })
    await goOn()
    expect(await silent(halt)).toBe(true)
  })

  test('waits for what was given up before the stop, too: it may still arrive', async () => {
    const { deliveryId } = await elsewhere()
    network.holding = false
    await goOn()
    expect((await world.delivery(deliveryId)).state).toBe('published')
    const halt = await stop()
    expect(await silent(halt)).toBe(false)
    expect(await waitsFor(halt)).toEqual(['worker'])
  })

  test('is not waited for by a stop that does not cover the attempt', async () => {
    const { running } = await onTheWire('By a person')
    const scopes = [{ workspaceId: world.workspaceId }]
    const [halt] = await seal(world.core, { scopes, level: 'scheduled', actor, personId: null })
    expect(await silent(halt!)).toBe(true)
    network.asked[0]!.answer(published)
    await running
  })

  test('is not claimed of a stop that was lifted, and its watch ends', async () => {
    const { running } = await onTheWire('Still there')
    const halt = await stop()
    const watching = watchSilence(world.core, [halt.id], new AbortController().signal)
    await lift(world.core, { id: halt.id, workspaceId: world.workspaceId, actor, personId: null })
    await watching
    network.asked[0]!.answer(published)
    await running
    expect(await silent(halt)).toBe(false)
  })
})

describe('a worker', () => {
  test('that plainly runs cannot be declared gone', async () => {
    const said = declareGone(world.core, { workerId: world.core.workerId, actor })
    await expect(said).rejects.toMatchObject({ code: 'WORKER_RUNS' })
    const lively = newId()
    await world.core.db.insertInto('worker').values({ id: lively, host: 'another-host', pid: 1 }).execute()
    const other = declareGone(world.core, { workerId: lively, actor })
    await expect(other).rejects.toMatchObject({ code: 'WORKER_RUNS' })
    await expect(declareGone(world.core, { workerId: newId(), actor })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of this host that has ended is buried by the sweep, in the record', async () => {
    const id = newId()
    // a process number that is used again names another process: its start tells
    const values = { id, host: hostname(), machine: machine(), pid: process.pid, processStart: '1' }
    await world.core.db.insertInto('worker').values(values).execute()
    await sweep(world.core)
    const { rows } = await sql<{ gone: boolean }>`
      select gone_at is not null as gone from worker where id = ${id}`.execute(world.core.db)
    expect(rows).toEqual([{ gone: true }])
    const entry = await world.core.db
      .selectFrom('auditEntry')
      .select('actorName')
      .where('action', '=', 'worker.gone')
      .where('subjectId', '=', id)
      .executeTakeFirst()
    expect(entry?.actorName).toBe('sweep')
  })
})
