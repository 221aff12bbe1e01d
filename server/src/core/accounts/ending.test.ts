import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smtpMailer } from '../../cli/mailer.ts'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { MailServer } from '../../testing/mail-server.ts'
import { dueNow } from '../../testing/planned.ts'
import { TestWorld } from '../../testing/world.ts'
import { notify } from '../notifications/notify.ts'
import { announceEnds } from './announce-ends.ts'
import { saveCredentials } from './credentials.ts'

type Member = Client & { person: { id: string; email: string } }
interface Told {
  items: { kind: string; handle: string; scheduled: number; endsAt: string; readAt: string | null }[]
}

// Time goes by in the database: the end comes nearer, and what was done is longer ago.
let mails: MailServer
let world: TestWorld
let account: Account
let admin: Member
let eva: Member // editor
beforeAll(async () => {
  mails = await MailServer.open()
  world = await TestWorld.create({ mail: smtpMailer(mails.url(), 'Vigie <vigie@example.test>', 'https://vigie.test') })
  admin = await world.signIn('admin')
  eva = await world.signIn('editor')
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await mails[Symbol.asyncDispose]()
})
let made = 0
beforeEach(async () => {
  mails.received.length = 0
  for (const table of ['notification', 'notificationSetting', 'accountCredentials', 'delivery'] as const) {
    await world.core.db.deleteFrom(table).execute()
  }
  await world.core.db.updateTable('account').set({ disconnectedAt: new Date() }).execute()
  account = await quietAccount(world, `mairie-${made++}.test`)
  await notify(world.core)
})

async function endsIn(days: number, putOff = false): Promise<Date> {
  const { db, box } = world.core
  const at = new Date(Date.now() + days * 86_400_000)
  const credentials = { service: 'x', did: 'x', accessJwt: 'x', refreshJwt: 'x' }
  await db.transaction().execute((tx) => saveCredentials(tx, box, account.id, credentials, undefined, { at, putOff }))
  return at
}
async function planned(inDays: number) {
  const { id } = await dueNow(world, account, 'Fête de la musique')
  const dueAt = sql<Date>`clock_timestamp() + make_interval(days => ${inDays}::int)`
  await world.core.db.updateTable('delivery').set({ dueAt }).where('id', '=', id).execute()
}
async function passDays(days: number) {
  const span = sql`make_interval(days => ${days}::int)`
  await sql`update account_credentials set ends_at = ends_at - ${span}, announced_end = announced_end - ${span},
    updated_at = updated_at - ${span}`.execute(world.core.db)
  await sql`update delivery set due_at = due_at - ${span}`.execute(world.core.db)
}
async function rounds() {
  for (let round = 0; round < 3; round++) await Promise.all([announceEnds(world.core), announceEnds(world.core)])
  await notify(world.core)
}
const told = async (who: Member) => (await who.get<Told>(world.path('/notifications'))).body.items
const ending = async () => (await eva.get<{ items: object[] }>(world.path('/ending-sign-ins'))).body.items
const announced = () =>
  world.core.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('action', '=', 'account.sign_in_ending')
    .where('subjectId', '=', account.id)
    .execute()

test('an end is announced a week and a day ahead, once each, with what depends on it, to who connects accounts', async () => {
  const at = await endsIn(8)
  for (const day of [1, 6, 9, 12]) await planned(day)
  await rounds()
  expect(await told(admin)).toEqual([])
  expect(await ending()).toEqual([])
  await passDays(1)
  await rounds()
  const endsAt = new Date(at.getTime() - 86_400_000).toISOString()
  const said = { kind: 'sign_in_ending', handle: account.handle, scheduled: 2, endsAt }
  expect(await told(admin)).toMatchObject([{ ...said, readAt: null }])
  expect(await told(eva)).toEqual([])
  expect(await ending()).toMatchObject([{ accountId: account.id, over: false, scheduled: 2, endsAt }])
  await passDays(3)
  await planned(5)
  await rounds()
  expect(await announced()).toHaveLength(1)
  await passDays(3)
  await rounds()
  expect((await announced()).map(({ detail }) => detail)).toMatchObject([{ scheduled: 2 }, { scheduled: 3 }])
  // the second one stands for the first
  expect((await told(admin)).map(({ scheduled, readAt }) => [scheduled, readAt === null])).toEqual([
    [3, true],
    [2, false],
  ])
  await passDays(2)
  await rounds()
  expect(await announced()).toHaveLength(2)
  expect(await ending()).toMatchObject([{ over: true, scheduled: 5 }])
})

test('by mail too, with the day and the number', async () => {
  await endsIn(3)
  await planned(5)
  await rounds()
  await world.hurry()
  await world.processAll()
  const sent = mails.received.map((mail) => ({ to: mail.to[0], ...MailServer.read(mail) }))
  expect(sent.map(({ to }) => to)).toContain(admin.person.email)
  expect(sent.map(({ to }) => to)).not.toContain(eva.person.email)
  expect(sent[0]?.text).toContain(account.handle)
  expect(sent[0]?.text).toContain('1 scheduled post')
})

test('what each renewal puts off is announced only where renewing has failed for a day', async () => {
  await endsIn(2, true)
  await rounds()
  expect(await announced()).toEqual([])
  expect(await ending()).toEqual([])
  await sql`update account_credentials set updated_at = updated_at - interval '25 hours'`.execute(world.core.db)
  await rounds()
  expect(await announced()).toHaveLength(1)
  expect(await ending()).toMatchObject([{ accountId: account.id, over: false }])
  // renewed after all: nobody is kept looking at it
  await endsIn(60, true)
  await rounds()
  expect(await ending()).toEqual([])
  expect(await told(admin)).toMatchObject([{ readAt: expect.any(String) as string }])
})

test('what the network ended is among what needs a person, with what depends on it', async () => {
  await planned(3)
  await world.core.db.updateTable('account').set({ health: 'needs_sign_in' }).where('id', '=', account.id).execute()
  expect(await ending()).toEqual([
    { accountId: account.id, network: 'bluesky', handle: account.handle, endsAt: null, over: true, scheduled: 1 },
  ])
  const needs = (await eva.get<{ counts: object }>(world.path('/needs'))).body
  expect(needs.counts).toMatchObject({ signIns: 1, total: 1 })
})

test('who does not connect accounts is told when they chose to be', async () => {
  const settings = world.path('/notifications/settings')
  const before = (await eva.get<{ items: { kind: string; inApp: boolean }[] }>(settings)).body.items
  expect(before.find(({ kind }) => kind === 'sign_in_ending')).toMatchObject({ inApp: false, email: false })
  const items = [{ kind: 'sign_in_ending', inApp: true, email: false, browser: false }]
  expect((await eva.call('PUT', settings, { items })).status).toBe(200)
  await endsIn(0.5)
  await rounds()
  expect(await told(eva)).toMatchObject([{ kind: 'sign_in_ending', scheduled: 0 }])
})
