import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { rescheduleDelivery } from '../deliveries/reschedule.ts'
import { editPost } from '../posts/edit.ts'
import { sendDuringStop } from './exempt.ts'
import { lift, type LiftPart } from './lift.ts'
import { seal, type HaltScope } from './seal.ts'
import { findHalt } from './view.ts'

const actor = systemActor('test')
let world: TestWorld
let network: StubNetwork
let mairie: Account
let library: Account

beforeAll(async () => {
  network = new StubNetwork()
  world = await TestWorld.create({ around: network.around })
  await world.withoutUndo()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.deleteFrom('post').execute()
  await world.core.db.deleteFrom('halt').execute()
  mairie = await quietAccount(world, `mairie${newId().slice(-6)}.test`)
  library = await quietAccount(world, `library${newId().slice(-6)}.test`)
  network.asked.length = 0
})

async function run(): Promise<void> {
  await world.core.db.transaction().execute(async (tx) => {
    for (const { id } of [mairie, library]) {
      await lockLane(tx, id)
      await wakeLane(tx, id)
    }
  })
  await world.settleAll()
}
const stop = async (narrow: Partial<HaltScope> = {}): Promise<string> => {
  const scopes = [{ workspaceId: world.workspaceId, ...narrow }]
  const [halt] = await seal(world.core, { scopes, actor, personId: null, reason: 'A fire' })
  return halt!.id
}
const lets = (id: string, more: { to?: 'automation' | 'scheduled'; except?: LiftPart } = {}) =>
  lift(world.core, { id, workspaceId: world.workspaceId, actor, personId: null, ...more })
const release = (id: string) =>
  rescheduleDelivery(world.core, {
    workspaceId: world.workspaceId,
    id,
    action: 'release',
    when: { kind: 'now' },
    actor,
  })
const statement = (deliveryId: string) =>
  sendDuringStop(world.core, {
    workspaceId: world.workspaceId,
    deliveryId,
    reason: 'To the families',
    personId: world.owner.id,
    actor,
  })
const state = async (id: string) => (await world.delivery(id)).state

describe('overlapping stops', () => {
  test('keep a delivery in until none covers it, and lifting moves nothing by itself (I7)', async () => {
    const first = await stop()
    const second = await stop({ accountId: mairie.id })
    const { id } = await dueNow(world, mairie, 'Under both')
    const free = await dueNow(world, library, 'Under one')
    await run()
    expect([await state(id), await state(free.id)]).toEqual(['held', 'held'])
    await lets(first)
    await run()
    expect([await state(id), await state(free.id)]).toEqual(['held', 'held'])
    await expect(release(id)).rejects.toMatchObject({ code: 'HALT_ACTIVE', shown: { haltId: second } })
    await release(free.id)
    await run()
    expect([await state(id), await state(free.id)]).toEqual(['held', 'published'])
    await lets(second)
    await run()
    expect(await state(id)).toBe('held')
    await release(id)
    await run()
    expect(network.texts).toEqual(['Under one', 'Under both'])
  })

  test('lifted in part let out that part alone, by level and by scope', async () => {
    const halt = await stop()
    await lets(halt, { except: { accountId: library.id } })
    const inside = await dueNow(world, mairie, 'Inside')
    const outside = await dueNow(world, library, 'Outside')
    await run()
    expect([await state(inside.id), await state(outside.id)]).toEqual(['held', 'published'])
    await lets(halt, { to: 'scheduled' })
    const person = await dueNow(world, mairie, 'By a person', { origin: 'person' })
    const planned = await dueNow(world, mairie, 'Planned', { origin: 'scheduled' })
    await run()
    expect([await state(person.id), await state(planned.id)]).toEqual(['published', 'held'])
  })

  test('narrowed by network or campaign are let out by either', async () => {
    const campaignId = newId()
    const campaign = { id: campaignId, workspaceId: world.workspaceId, name: `C${campaignId}`, colour: '#123456' }
    await world.core.db.insertInto('campaign').values(campaign).execute()
    const halt = await stop()
    await lets(halt, { except: { campaignId } })
    const one = await dueNow(world, mairie, 'Of the campaign', { campaignId })
    const other = await dueNow(world, library, 'Of none')
    await run()
    expect([await state(one.id), await state(other.id)]).toEqual(['published', 'held'])
    await lets(halt, { except: { network: 'bluesky' } })
    await release(other.id)
    await run()
    expect(await state(other.id)).toBe('published')
  })

  test('hold what fell due under them, also where no lane came to it before the lift (I7)', async () => {
    const lifts = [{}, { to: 'automation' as const }, { except: { accountId: mairie.id } }]
    for (const [at, how] of lifts.entries()) {
      const halt = await stop()
      const due = await dueNow(world, mairie, `Due ${at}`, { origin: 'scheduled' })
      const spared = await dueNow(world, library, `Statement ${at}`)
      await statement(spared.id)
      await lets(halt, how)
      expect(await world.delivery(due.id)).toMatchObject({ state: 'held', reason: 'halted', detail: 'A fire' })
      const later = await dueNow(world, mairie, `After ${at}`, { origin: 'scheduled' })
      await run()
      expect([await state(due.id), await state(later.id)]).toEqual(['held', 'published'])
      expect(await state(spared.id)).toBe('published')
      if (Object.keys(how).length > 0) await lets(halt)
    }
  })

  test('hold all that is due in a lane in one act', async () => {
    const halt = await stop({ accountId: mairie.id })
    const due = []
    for (let at = 0; at < 5; at++) due.push(await dueNow(world, mairie, `Held ${at}`))
    const spared = await dueNow(world, mairie, 'Statement')
    await statement(spared.id)
    const free = await dueNow(world, library, 'Another account')
    await run()
    for (const { id } of due) expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted' })
    expect([await state(spared.id), await state(free.id)]).toEqual(['published', 'published'])
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select(['xid', 'detail'])
      .where('action', '=', 'delivery.held')
      .where(
        'subjectId',
        'in',
        due.map(({ id }) => id),
      )
      .execute()
    expect(new Set(entries.map(({ xid }) => xid)).size).toBe(1)
    expect(entries.map(({ detail }) => detail)).toEqual(due.map(() => expect.objectContaining({ halt }) as unknown))
  })

  test('count what they hold', async () => {
    const halt = await stop()
    for (let at = 0; at < 3; at++) await dueNow(world, mairie, `Held ${at}`)
    await run()
    const { held, out, onWire } = await findHalt(world.core.db, world.workspaceId, halt)
    expect({ held, out, onWire }).toEqual({ held: 3, out: 0, onWire: 0 })
  })
})

describe('a statement', () => {
  test('passes the stops that cover it now, by a leave that its attempt names; nothing else passes', async () => {
    const halts = [await stop(), await stop({ accountId: mairie.id })]
    const { id } = await dueNow(world, mairie, 'Statement')
    const other = await dueNow(world, mairie, 'Another')
    await run()
    expect([await state(id), await state(other.id)]).toEqual(['held', 'held'])
    await statement(id)
    await run()
    expect([await state(id), await state(other.id)]).toEqual(['published', 'held'])
    await expect(release(other.id)).rejects.toMatchObject({ code: 'HALT_ACTIVE' })
    expect(await state(other.id)).toBe('held')
    const exemptions = await world.core.db
      .selectFrom('haltExemption')
      .selectAll()
      .where('deliveryId', '=', id)
      .execute()
    expect(exemptions.map(({ haltId }) => haltId).toSorted()).toEqual(halts.toSorted())
    const attempt = world.core.db.selectFrom('attempt').select('exemptionId').where('deliveryId', '=', id)
    expect(exemptions.map((one) => one.id)).toContain((await attempt.executeTakeFirstOrThrow()).exemptionId)
    const entries = world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', id)
    const said = await entries.where('action', '=', 'delivery.sent_during_stop').executeTakeFirstOrThrow()
    expect(said.detail).toMatchObject({ why: 'To the families', halts: expect.arrayContaining(halts) as unknown })
  })

  test('can be sent before it falls due, and twice asked is one leave', async () => {
    await stop()
    const { id } = await dueNow(world, mairie, 'Early')
    await statement(id)
    await statement(id)
    const exemptions = await world.core.db
      .selectFrom('haltExemption')
      .select('id')
      .where('deliveryId', '=', id)
      .execute()
    expect(exemptions).toHaveLength(1)
    await run()
    expect(await state(id)).toBe('published')
  })

  test('does not pass a stop that is sealed afterwards', async () => {
    await stop()
    const { id } = await dueNow(world, mairie, 'Too early')
    await statement(id)
    await stop({ accountId: mairie.id })
    await run()
    expect(await state(id)).toBe('held')
    expect(network.texts).toEqual([])
  })

  test('does not pass with other words than those that were let pass', async () => {
    await stop()
    const { id, postId } = await dueNow(world, mairie, 'As read by the lead')
    await statement(id)
    const { workspaceId } = world
    const change = { items: [{ text: 'Other words', media: [] }] }
    await editPost(world.core, {
      workspaceId,
      id: postId,
      version: 1,
      change,
      actor,
      assertMayChangePlanned: () => undefined,
    })
    await run()
    expect(await state(id)).toBe('held')
    expect(network.texts).toEqual([])
  })

  test('still waits for its undo window', async () => {
    await world.core.db.updateTable('workspace').set({ undoSeconds: 120 }).execute()
    await stop()
    const { id } = await dueNow(world, mairie, 'In a moment')
    await statement(id)
    await run()
    const { rows } = await sql<{ left: number }>`
      select extract(epoch from due_at - clock_timestamp())::float8 as left from delivery where id = ${id}`.execute(
      world.core.db,
    )
    expect(rows[0]!.left).toBeGreaterThan(60)
    expect(await state(id)).toBe('scheduled')
    await world.withoutUndo()
  })
})
