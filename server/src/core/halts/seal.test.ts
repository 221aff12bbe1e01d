import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { finish } from '../../db/finish.ts'
import type { Account, HaltLevel } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { sharingHaltLock, takeHaltLock } from '../gate/lock.ts'
import { seal, type HaltScope } from './seal.ts'

const origins = ['person', 'scheduled', 'automation'] as const
const actor = systemActor('test')

let world: TestWorld
let network: StubNetwork
let mairie: Account
let library: Account
let elsewhere: Account
let campaignId: string

beforeAll(async () => {
  network = new StubNetwork()
  world = await TestWorld.create({ around: network.around })
  mairie = await quietAccount(world, 'mairie.test')
  library = await quietAccount(world, 'library.test')
  const other = await world.otherWorkspace()
  elsewhere = await quietAccount(world, 'elsewhere.test', other.workspaceId)
  campaignId = newId()
  const campaign = { id: campaignId, workspaceId: world.workspaceId, name: 'Fête', colour: '#123456' }
  await world.core.db.insertInto('campaign').values(campaign).execute()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.deleteFrom('halt').execute()
  network.asked.length = 0
})

async function wake(...accounts: Account[]): Promise<void> {
  await world.core.db.transaction().execute(async (tx) => {
    for (const { id } of accounts) {
      await lockLane(tx, id)
      await wakeLane(tx, id)
    }
  })
}

const scopes: Record<string, () => HaltScope> = {
  installation: () => ({ workspaceId: null }),
  workspace: () => ({ workspaceId: world.workspaceId }),
  network: () => ({ workspaceId: world.workspaceId, network: 'bluesky' }),
  account: () => ({ workspaceId: world.workspaceId, accountId: mairie.id }),
  campaign: () => ({ workspaceId: world.workspaceId, campaignId }),
}
const keepsIn: Record<HaltLevel, readonly string[]> = {
  all: ['person', 'scheduled', 'automation'],
  scheduled: ['scheduled', 'automation'],
  automation: ['automation'],
}
/** Which of the four places each scope covers. */
const places = ['mairie', 'mairie in the campaign', 'library', 'elsewhere'] as const
const covered: Record<string, readonly (typeof places)[number][]> = {
  installation: places,
  workspace: ['mairie', 'mairie in the campaign', 'library'],
  network: ['mairie', 'mairie in the campaign', 'library'],
  account: ['mairie', 'mairie in the campaign'],
  campaign: ['mairie in the campaign'],
}

const cases = Object.keys(scopes).flatMap((scope) =>
  (['all', 'scheduled', 'automation'] as const).map((level) => [scope, level] as const),
)

test.each(cases)(
  'a halt of the %s at the level %s keeps in what it covers and nothing else (I2)',
  async (scope, level) => {
    await seal(world.core, { scopes: [scopes[scope]!()], level, actor, personId: null })
    const accounts = { mairie, 'mairie in the campaign': mairie, library, elsewhere }
    for (const place of places) {
      for (const origin of origins) {
        const more = place === 'mairie in the campaign' ? { origin, campaignId } : { origin }
        await dueNow(world, accounts[place], `${place}, ${origin}`, more)
      }
    }
    await wake(mairie, library, elsewhere)
    await world.settleAll()
    const free = places.flatMap((place) =>
      origins
        .filter((origin) => !covered[scope]!.includes(place) || !keepsIn[level].includes(origin))
        .map((origin) => `${place}, ${origin}`),
    )
    expect(network.texts.toSorted()).toEqual(free.toSorted())
    const rows = await sql<{ text: string; state: string; reason: string | null }>`
    select outbound->>'text' as text, state, reason from delivery where state = 'held'`.execute(world.core.db)
    expect(rows.rows.every(({ reason }) => reason === 'halted')).toBe(true)
    expect(rows.rows).toHaveLength(12 - free.length)
    await world.core.db.deleteFrom('post').execute()
  },
)

describe('sealing', () => {
  test('refuses a permit that waits at the lock meanwhile, and never lets it out', async () => {
    const { id } = await dueNow(world, mairie, 'At the door')
    await wake(mairie)
    const done = await world.core.urgent.transaction().execute(async (tx) => {
      await takeHaltLock(tx)
      const running = world.processAll()
      // it stands before the lock
      await expect
        .poll(async () => {
          const { rows } =
            await sql`select from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and not granted
            and database = (select oid from pg_database where datname = current_database())`.execute(tx)
          return rows.length
        })
        .toBe(1)
      expect(network.asked).toEqual([])
      await tx
        .insertInto('halt')
        .values({ id: newId(), level: 'all', workspaceId: world.workspaceId, reason: 'A fire' })
        .execute()
      return { running }
    })
    await done.running
    expect(network.asked).toEqual([])
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted', detail: 'A fire', attempts: 0 })
    const attempts = await world.core.db.selectFrom('attempt').select('id').where('deliveryId', '=', id).execute()
    expect(attempts).toEqual([])
  })

  test('is not kept waiting by a process that is frozen in the middle of a permit, nor by who waits for one', async () => {
    const frozen = await world.database.pool.connect()
    const waiter = await world.database.pool.connect()
    const ended = Promise.withResolvers<unknown>()
    frozen.once('error', ended.resolve)
    // one sits still with a lane; another holds the halt lock and waits for that lane
    await frozen.query('begin')
    await frozen.query('select from account where id = $1 for update', [mairie.id])
    await waiter.query('begin')
    await waiter.query(`select pg_advisory_xact_lock_shared(${0x56494749})`)
    const waiting = waiter
      .query('select from account where id = $1 for update', [mairie.id])
      .then(() => waiter.query('rollback'))
    const [halt] = await seal(world.core, { scopes: [scopes['workspace']!()], actor, personId: null })
    expect(halt).toMatchObject({ level: 'all', liftedAt: null })
    await waiting
    // its connection was ended: what it had begun did not happen
    await ended.promise
    waiter.release()
    frozen.release(true)
  })

  test('seals several halts at one instant, as one act, and writes each workspace an entry of its own (I11)', async () => {
    const two = [{ workspaceId: world.workspaceId }, { workspaceId: elsewhere.workspaceId }]
    const halts = await seal(world.core, { scopes: two, reason: 'A storm', actor, personId: null })
    expect(new Set(halts.map((halt) => halt.stopId)).size).toBe(1)
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'halt.sealed')
      .where(
        'subjectId',
        'in',
        halts.map((halt) => halt.id),
      )
      .execute()
    const told = entries.map(({ workspaceId, subjectId }) => `${workspaceId} ${subjectId}`)
    expect(told.toSorted()).toEqual(halts.map((halt) => `${halt.workspaceId} ${halt.id}`).toSorted())
  })

  test('of the installation is heard by every workspace, and tells none of another’s attempts', async () => {
    network.holding = true
    await dueNow(world, elsewhere, 'On the wire')
    await wake(elsewhere)
    const running = world.processAll()
    await expect.poll(() => network.texts).toEqual(['On the wire'])
    const [halt] = await seal(world.core, { scopes: [{ workspaceId: null }], actor, personId: null })
    network.holding = false
    for (const { answer } of network.asked) answer({ kind: 'unknown', detail: 'lost' })
    await running
    const entries = await world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', halt!.id).execute()
    const onWire = Object.fromEntries(
      entries.map(({ workspaceId, detail }) => [workspaceId, (detail as { onWire?: number }).onWire]),
    )
    expect(onWire).toEqual({ [world.workspaceId]: 0, [elsewhere.workspaceId]: 1 })
    await world.core.db.deleteFrom('halt').execute()
    await world.settleAll()
  })

  test('refuses an account or a campaign of another workspace, and seals nothing then', async () => {
    for (const narrow of [{ accountId: elsewhere.id }, { campaignId: newId() }]) {
      const scope = { workspaceId: world.workspaceId, ...narrow }
      const asked = seal(world.core, { scopes: [scope], actor, personId: null })
      await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await world.core.db.selectFrom('halt').select('id').execute()).toEqual([])
  })

  test('leaves the lock free for permits once it is over', async () => {
    await seal(world.core, { scopes: [scopes['account']!()], actor, personId: null })
    await world.core.db.transaction().execute((tx) => finish(tx, [sharingHaltLock(tx)]))
    await dueNow(world, library, 'Free')
    await wake(library)
    await world.settleAll()
    expect(network.texts).toEqual(['Free'])
  })
})
