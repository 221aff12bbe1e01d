import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connector } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { lockLane } from '../deliveries/lane.ts'

/** Instants at which the person may press undo, in the order a delivery lives through them. */
const instants = ['waiting', 'preparing', 'at the gate, first', 'at the gate, second', 'on the wire', 'out'] as const
type Instant = (typeof instants)[number]

let world: TestWorld
let account: Account
/** Called by the connector between gate and network; a test puts its undo there. */
let during: Partial<Record<'prepare' | 'publish', () => Promise<void>>> = {}

function tapped(connector: Connector): Connector {
  return {
    ...connector,
    async prepare(...args) {
      const outcome = await connector.prepare(...args)
      await during.prepare?.()
      return outcome
    },
    async publish(...args) {
      await during.publish?.()
      return connector.publish(...args)
    },
  }
}

beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true, around: (all) => ({ ...all, bluesky: tapped(all.bluesky) }) })
  await world.withoutUndo()
  account = await world.connect()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Holds the lane's lock while both the permit and the undo queue up behind it in the given order. */
async function meetAtTheLock(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const waiting = async (count: number) => {
    const query = `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await world.database.pool.query<{ n: number }>(query)).rows[0]!.n).toBe(count)
  }
  const queued: Promise<unknown>[] = []
  await world.core.db.transaction().execute(async (tx) => {
    await lockLane(tx, account.id)
    queued.push(first())
    await waiting(1)
    queued.push(second())
    await waiting(2)
  })
  await Promise.all(queued)
}

async function undoAt(instant: Instant, id: string): Promise<boolean> {
  let undone = false
  const undo = async () => {
    undone = await cancelDelivery(world.core, world.workspaceId, id, systemActor('test')).then(
      () => true,
      () => false,
    )
  }
  during = {}
  const run = () => world.processAll()
  switch (instant) {
    case 'waiting':
      await undo()
      await run()
      break
    case 'preparing':
      during.prepare = undo
      await run()
      break
    case 'at the gate, first':
      await meetAtTheLock(undo, run)
      break
    case 'at the gate, second':
      await meetAtTheLock(run, undo)
      break
    case 'on the wire':
      during.publish = undo
      await run()
      break
    case 'out':
      await run()
      await undo()
      break
  }
  during = {}
  return undone
}

test('an undo that is confirmed leaves nothing on the network, at whatever instant; one refused leaves it published once', async () => {
  const seen = new Map<Instant, boolean>()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...instants), fc.stringMatching(/^[a-z]{5,20}$/), async (instant, word) => {
      const delivery = await say(world, account, word)
      const undone = await undoAt(instant, delivery.id)
      const asked = world.proxy.requests('putRecord').filter((entry) => entry.body?.rkey === delivery.key)
      const posts = (await world.bluesky.posts(world.bluesky.mairie.did)).filter((post) => post.rkey === delivery.key)
      const { state } = await world.delivery(delivery.id)
      seen.set(instant, undone)
      const found = { asked: asked.length, posts: posts.length, state }
      const expected = undone ? { asked: 0, posts: 0, state: 'cancelled' } : { asked: 1, posts: 1, state: 'published' }
      expect(found).toEqual(expected)
    }),
    { numRuns: 60, examples: instants.map((instant): [Instant, string] => [instant, `exemple ${instant}`]) },
  )
  // the instants really were different ones
  expect(Object.fromEntries(seen)).toEqual({
    waiting: true,
    preparing: true,
    'at the gate, first': true,
    'at the gate, second': false,
    'on the wire': false,
    out: false,
  })
})

test('undo racing the due time on free-running clocks is decided one way or the other, never both', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const delivery = await say(world, account, `course ${index}`)
      const [undone] = await Promise.all([
        cancelDelivery(world.core, world.workspaceId, delivery.id, systemActor('test')).then(
          () => true,
          () => false,
        ),
        world.processAll(),
      ])
      return { key: delivery.key, id: delivery.id, undone }
    }),
  )
  await world.settleAll()
  const posts = await world.bluesky.posts(world.bluesky.mairie.did)
  for (const { key, id, undone } of outcomes) {
    const out = posts.filter((post) => post.rkey === key).length
    expect([out, (await world.delivery(id)).state]).toEqual(undone ? [0, 'cancelled'] : [1, 'published'])
  }
})
