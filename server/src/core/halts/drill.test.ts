import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { fingerprint } from '../../testing/fingerprint.ts'
import { heldDelivery } from '../../testing/halts.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { takeHaltLock } from '../gate/lock.ts'
import { runDrill } from './drill.ts'

interface Drill {
  id: string
  by: string
  sealedMs: number
  silentMs: number | null
  onWire: number
  wouldHold: number
  wouldRecall: number
  wouldHoldItems?: { text: string }[]
  wouldRecallItems?: { text: string }[]
  code?: string
}

let world: TestWorld
let ada: Client & { person: { name: string } }
let mairie: Account
let musee: Account
beforeAll(async () => {
  world = await TestWorld.create()
  ada = await world.signIn('admin')
  mairie = await quietAccount(world, 'mairie.test')
  musee = await quietAccount(world, 'musee.test')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.deleteFrom('delivery').execute()
})

const drill = async (body: object = {}, who: Client = ada) => (await who.post<Drill>(world.path('/drills'), body)).body
const planned = (text: string, hours: number, account = mairie) =>
  heldDelivery(world, { account, text, state: 'scheduled', lateMinutes: -60 * hours })

async function published(text: string, minutesAgo: number, account = mairie): Promise<void> {
  const id = await heldDelivery(world, { account, text, state: 'scheduled' })
  await world.core.db
    .updateTable('delivery')
    .set({ state: 'published', remoteId: 'at://x', sentAt: new Date(Date.now() - minutesAgo * 60_000) })
    .where('id', '=', id)
    .execute()
}

/** Something on the wire. @returns ends it */
async function onTheWire(account: Account): Promise<() => Promise<void>> {
  const id = await heldDelivery(world, { account, text: 'on its way', state: 'scheduled' })
  const attemptId = newId()
  const { db, workerId } = world.core
  await db.updateTable('delivery').set({ state: 'sending', attemptId }).where('id', '=', id).execute()
  await db.insertInto('attempt').values({ id: attemptId, deliveryId: id, workerId, sendBefore: new Date() }).execute()
  return async () => {
    await db.updateTable('attempt').set({ resolvedAt: new Date() }).where('id', '=', attemptId).execute()
  }
}

/** Until somebody has looked whether attempts are resolved by now. */
async function isWaiting(): Promise<void> {
  for (;;) {
    const { rows } =
      await sql`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and query like 'select "id" from "attempt" where "id" in%'`.execute(world.core.db)
    if (rows.length > 0) return
  }
}

describe('a rehearsal', () => {
  test('says what a stop would hold and what could be taken back, and changes nothing but its own record', async () => {
    await planned('demain', 20)
    await planned('bientôt', 2)
    await planned('plus tard', 30)
    await published('à l’instant', 5)
    await published('hier', 24 * 60)
    const before = await fingerprint(world.core.db)
    const made = await drill()
    expect(made).toMatchObject({ by: ada.person.name, onWire: 0, wouldHold: 2, wouldRecall: 1 })
    expect(made.wouldHoldItems?.map((item) => item.text)).toEqual(['bientôt', 'demain'])
    expect(made.wouldRecallItems?.map((item) => item.text)).toEqual(['à l’instant'])
    expect(made.sealedMs).toBeGreaterThanOrEqual(0)
    expect(made.silentMs).toBeGreaterThanOrEqual(made.sealedMs)
    await world.core.db.deleteFrom('haltDrill').execute()
    const after = await fingerprint(world.core.db)
    const tables = (digest: string) => digest.split('\n').filter((line) => !line.startsWith('audit_entry'))
    expect(tables(after)).toEqual(tables(before))
  })

  test('can be of a part, and of a level', async () => {
    const campaignId = await world.campaign('Noël')
    await planned('mairie', 1)
    await planned('musée', 1, musee)
    await heldDelivery(world, { account: mairie, text: 'noël', state: 'scheduled', lateMinutes: -60, campaignId })
    await heldDelivery(world, {
      account: mairie,
      text: 'machine',
      state: 'scheduled',
      lateMinutes: -60,
      origin: 'automation',
    })
    const counts = async (body: object) => (await drill(body)).wouldHold
    expect(await counts({ accountId: musee.id })).toBe(1)
    expect(await counts({ network: 'bluesky' })).toBe(4)
    expect(await counts({ campaignId })).toBe(1)
    expect(await counts({ level: 'automation' })).toBe(1)
    const other = await world.otherWorkspace()
    const theirs = await quietAccount(world, 'theirs.test', other.workspaceId)
    expect(await drill({ accountId: theirs.id })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('waits for what is on the wire in its scope', async () => {
    const end = await onTheWire(mairie)
    await onTheWire(musee)
    const waiting = drill({ accountId: mairie.id })
    await isWaiting()
    await end()
    const made = await waiting
    expect(made.onWire).toBe(1)
    expect(made.silentMs).not.toBe(null)
  })

  test('that nothing answers in time says so', async () => {
    await onTheWire(mairie)
    const { core, workspaceId, owner } = world
    const request = { workspaceId, level: 'all', personId: owner.id, actor: systemActor('test'), waitMs: 100 } as const
    expect(await runDrill(core, request)).toMatchObject({ onWire: 1, silentMs: null })
  })

  test('gives up where something sits in the way, and leaves no record', async () => {
    const before = await world.core.db.selectFrom('haltDrill').select('id').execute()
    await world.core.db.transaction().execute(async (tx) => {
      await takeHaltLock(tx)
      expect(await drill()).toMatchObject({ code: 'DRILL_BLOCKED' })
    })
    expect(await world.core.db.selectFrom('haltDrill').select('id').execute()).toEqual(before)
  })

  test('is kept, the last first; only who manages, or leads a crisis, may ask for one', async () => {
    const last = await drill()
    const { items } = (await ada.get<{ items: Drill[] }>(world.path('/drills'))).body
    expect(items[0]!.id).toBe(last.id)
    const entry = await world.core.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('subjectId', '=', last.id)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ action: 'drill.made', actorName: ada.person.name })
    const eva = await world.signIn('editor')
    expect(await drill({}, eva)).toMatchObject({ code: 'FORBIDDEN' })
    expect((await eva.get(world.path('/drills'))).status).toBe(200)
    await world.core.db.updateTable('member').set({ crisisLead: true }).where('personId', '=', eva.person.id).execute()
    expect((await drill({}, eva)).id).toBeDefined()
  })
})
