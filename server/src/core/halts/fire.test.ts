import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Account, Halt } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { Chance } from '../../testing/chance.ts'
import { judge } from '../../testing/fire-judge.ts'
import { accountAt, plan } from '../../testing/plan.ts'
import { RecordingReceiver } from '../../testing/recording-receiver.ts'
import { WorkerProcess } from '../../testing/worker-process.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { rescheduleDelivery } from '../deliveries/reschedule.ts'
import { errors } from '../errors.ts'
import { lift } from './lift.ts'
import { type HaltScope, seal } from './seal.ts'
import { watchSilence } from './silence.ts'

const stops = 200
/** People who stop at the same time, one to three scopes in one act. */
const atOnce = 8
const actor = systemActor('fire')
const chance = new Chance()

let world: TestWorld
let receiver: RecordingReceiver
const accounts: Account[] = []
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  world = stack.use(await TestWorld.create({ bluesky: true }))
  receiver = stack.use(await RecordingReceiver.open())
  // up to 3 s, most of them short
  receiver.latency = () => 3000 * chance.next() ** 8
  const others = [newId(), newId()]
  const workspace = (id: string) => ({ id, name: id, timeZone: 'UTC' })
  await world.core.db.insertInto('workspace').values(others.map(workspace)).execute()
  await world.withoutUndo()
  const workspaces = [world.workspaceId, ...others]
  for (let index = 0; index < 24; index++) {
    accounts.push(await accountAt(world, receiver, `fire${index}.test`, workspaces[index % 3]))
  }
  accounts.push(await world.connect())
}, 120_000)
afterAll(() => stack.disposeAsync())

/** Each account has something due four times a second, from now on. */
async function feed(seconds: number): Promise<void> {
  const from = Date.now()
  const origins = ['person', 'scheduled', 'scheduled', 'automation'] as const
  const times = Array.from({ length: seconds * 4 }, (_, index) => index * 250)
  await plan(
    world,
    accounts.flatMap((account) =>
      times.map((time) => ({
        account,
        origin: chance.among(origins),
        dueAt: new Date(from + time + chance.below(250)),
      })),
    ),
  )
}

/** Most stops are of an account: were they all of everything, nothing would be sent that they could let out. */
function randomScope(): HaltScope {
  const dice = chance.next()
  const { workspaceId, id, network } = chance.among(accounts)
  if (dice < 0.04) return { workspaceId: null }
  if (dice < 0.06) return { workspaceId: null, network }
  if (dice < 0.13) return { workspaceId }
  if (dice < 0.18) return { workspaceId, network }
  if (dice < 0.2) return { workspaceId, network: 'another' }
  return { workspaceId, accountId: id }
}

/** Permits within a halt's scope that it does not know of, though they are there: granted after it was sealed. */
async function permitsPast(halt: Halt): Promise<number> {
  const within = sql<boolean>`(${halt.workspaceId}::uuid is null or d.workspace_id = ${halt.workspaceId})
    and (${halt.accountId}::uuid is null or d.account_id = ${halt.accountId})
    and (${halt.network}::text is null or exists (select from account where id = d.account_id and network = ${halt.network}))
    and (${halt.level} = 'all' or d.origin = 'automation' or (${halt.level} = 'scheduled' and d.origin = 'scheduled'))`
  const found = await world.core.db
    .selectFrom('attempt as t')
    .innerJoin('delivery as d', 'd.id', 't.deliveryId')
    .select('t.id')
    .where(within)
    .where(sql<boolean>`(t.resolved_at is null or t.resolved_at > ${halt.sealedAt})`)
    .where(
      sql<boolean>`not exists (select from halt_attempt ha where ha.halt_id = ${halt.id} and ha.attempt_id = t.id)`,
    )
    .execute()
  return found.length
}

/** A few of the deliveries that stayed in are dropped or let go; another stop may have been quicker, or keep them in. */
async function decide(halt: Halt): Promise<void> {
  let held = world.core.db.selectFrom('delivery').select(['id', 'workspaceId']).where('state', '=', 'held')
  if (halt.workspaceId !== null) held = held.where('workspaceId', '=', halt.workspaceId)
  if (halt.accountId !== null) held = held.where('accountId', '=', halt.accountId)
  for (const { id, workspaceId } of await held.orderBy('dueAt').limit(6).execute()) {
    const decided =
      chance.next() < 0.5
        ? cancelDelivery(world.core, workspaceId, id, actor)
        : rescheduleDelivery(world.core, { workspaceId, id, action: 'release', when: { kind: 'now' }, actor })
    await decided.catch((error: unknown) => {
      // what sits still for too long in the way of a stop is ended, and starved processes do
      const ended = error instanceof Error && /not queryable|terminat/.test(error.message)
      if (!ended && !errors.deliveryConflict.is(error) && !errors.haltActive.is(error)) throw error
    })
  }
}

/** One act from its seals to their lifts; every sixth is lifted before there is silence, where there is none at once. */
async function actOnce(acts: number): Promise<number[]> {
  await wait(chance.below(300))
  const level = chance.among(['all', 'all', 'scheduled', 'automation'] as const)
  const scopes = Array.from({ length: acts }, randomScope)
  const halts = await seal(world.core, { scopes, level, actor, personId: world.owner.id })
  const ids = halts.map(({ id }) => id)
  if (chance.next() < 1 / 6) await wait(chance.below(100))
  else {
    await watchSilence(world.core, ids, AbortSignal.timeout(60_000))
    await wait(chance.below(400))
  }
  const permits: number[] = []
  for (const halt of halts) {
    const { id, workspaceId } = halt
    permits.push(await permitsPast(halt))
    await lift(world.core, { id, workspaceId, actor, personId: world.owner.id })
    await decide(halt)
  }
  return permits
}

test(`${stops} stops at random instants and scopes: nothing arrives after silence, no permit comes after a seal (I2, I3)`, async () => {
  onTestFailed(() => console.error(`VIGIE_TEST_SEED=${chance.seed}`))
  await using workers = new AsyncDisposableStack()
  for (let index = 0; index < 4; index++) workers.use(new WorkerProcess(world))
  await feed(120)
  await expect.poll(() => receiver.arrivals.length, { timeout: 120_000 }).toBeGreaterThan(20)
  let left = stops
  const permits: number[] = []
  async function goOn(): Promise<void> {
    while (left > 0) {
      const together = Math.min(left, 1 + chance.below(3))
      left -= together
      permits.push(...(await actOnce(together)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, goOn))
  const lifted = receiver.arrivals.length
  // after the last lift it goes on; on a quick machine the stops are over before much was sent
  const enough = Math.max(lifted, 2 * stops)
  await expect.poll(() => receiver.arrivals.length, { timeout: 60_000 }).toBeGreaterThan(enough)
  await workers.disposeAsync()

  const real = world.proxy
    .requests('putRecord')
    .map((entry) => ({ key: entry.body?.rkey ?? '', at: +entry.receivedAt }))
  const { counts, ...faults } = await judge(world, [...receiver.arrivals, ...real])
  expect(faults).toEqual({ leaks: [], unknown: [], twice: [], strangers: [] })
  expect(permits).toEqual(Array.from({ length: stops }, () => 0))
  // it did burn: much was sent, stops met requests on the wire, and much stayed in
  expect(real.length).toBeGreaterThan(0)
  expect(counts.arrived).toBeGreaterThan(2 * stops)
  expect(counts.onWire).toBeGreaterThan(stops / 10)
  expect(counts.silent).toBeGreaterThan(stops / 2)
  expect(counts.held).toBeGreaterThan(stops)
}, 400_000)
