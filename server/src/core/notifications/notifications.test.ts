import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smtpMailer } from '../../cli/mailer.ts'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { MailServer } from '../../testing/mail-server.ts'
import { dueNow } from '../../testing/planned.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { transact } from '../context.ts'
import { moveAll } from '../deliveries/move.ts'
import { forgetOld } from './forget.ts'
import { notify } from './notify.ts'

type Member = Client & { person: { id: string; email: string } }
interface Notifications {
  unread: number
  items: { kind: string; text: string | null; readAt: string | null; reason: string | null }[]
}

let mails: MailServer
let world: TestWorld
let account: Account
let olga: Member
let eva: Member
let vera: Member // viewer
beforeAll(async () => {
  mails = await MailServer.open()
  world = await TestWorld.create({ mail: smtpMailer(mails.url(), 'Vigie <vigie@example.test>', 'https://vigie.test') })
  account = await quietAccount(world, 'mairie.test')
  olga = await world.signIn('owner')
  eva = await world.signIn('editor')
  vera = await world.signIn('viewer')
  await world.core.db.updateTable('person').set({ language: 'fr' }).where('id', '=', eva.person.id).execute()
  await notify(world.core)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await mails[Symbol.asyncDispose]()
})
beforeEach(async () => {
  mails.received.length = 0
  mails.refusing = false
  await world.core.db.deleteFrom('notification').execute()
  await world.core.db.deleteFrom('notificationSetting').execute()
})

const path = (rest = '') => world.path(`/notifications${rest}`)
const bell = async (who: Member) => (await who.get<Notifications>(path())).body
/** The network refuses some posts, in one transaction. */
async function refuse(count: number, to: 'failed' | 'held' = 'failed', reason = 'invalid') {
  const deliveries = await Promise.all(
    Array.from({ length: count }, (_, at) => dueNow(world, account, `La fête ${at}`)),
  )
  const change = { to, actor: systemActor('gate'), action: to, reason } as const
  return transact(world.core, (tx) =>
    moveAll(
      tx,
      deliveries.map((delivery) => [delivery, change]),
    ),
  )
}
async function mailNow() {
  await world.hurry()
  await world.processAll()
}
const sent = () => mails.received.map((mail) => ({ to: mail.to[0] ?? '', ...MailServer.read(mail) }))
/** Who got mail, in any order. */
const receivers = () => new Set(sent().map(({ to }) => to))

test('two hundred failures are told one by one in the app, and make one mail for each who can act, in their language', async () => {
  await refuse(200)
  await notify(world.core)
  await notify(world.core)
  expect((await bell(eva)).unread).toBe(200)
  expect(await bell(vera)).toMatchObject({ unread: 0, items: [] })
  expect(mails.received).toEqual([])
  await mailNow()
  const told = sent()
  expect(told).toHaveLength(2)
  expect(receivers()).toEqual(new Set([eva.person.email, olga.person.email]))
  const french = told.find(({ to }) => to === eva.person.email)
  expect(french?.subject).toBe('Vigie: 200 choses vous attendent')
  expect(french?.text).toContain('200 refusées par le réseau\u202f: rien n’est public')
  expect(french?.text).toContain('et 190 de plus')
  expect(french?.text).toContain(`https://vigie.test/w/${world.workspaceId}/needs`)
  expect(told.find(({ to }) => to === olga.person.email)?.text).toContain(
    '200 refused by the network: nothing is public',
  )
  await mailNow()
  expect(mails.received).toHaveLength(2)
})

test('what somebody has seen to meanwhile is told no more, neither in the app nor by mail', async () => {
  const [delivery] = await refuse(1)
  await notify(world.core)
  expect((await bell(olga)).items).toMatchObject([{ kind: 'delivery_failed', text: 'La fête 0', readAt: null }])
  await eva.post(world.path(`/deliveries/${delivery!.id}/cancel`))
  await notify(world.core)
  expect((await bell(olga)).unread).toBe(0)
  await mailNow()
  expect(mails.received).toEqual([])
})

test('what a stop held is no news, as everybody sees the stop; what else was held is', async () => {
  await refuse(1, 'held', 'halted')
  await refuse(1, 'held', 'overdue')
  await notify(world.core)
  expect((await bell(eva)).items.map(({ kind, reason }) => ({ kind, reason }))).toEqual([
    { kind: 'delivery_held', reason: 'overdue' },
  ])
})

test('a mail server that says no is asked again by the job', async () => {
  await refuse(1)
  await notify(world.core)
  mails.refusing = true
  await mailNow()
  expect(mails.received).toEqual([])
  mails.refusing = false
  await mailNow()
  expect(receivers()).toEqual(new Set([eva.person.email, olga.person.email]))
})

test('everybody chooses for themselves; what is read is not mailed', async () => {
  const items = [{ kind: 'delivery_failed', inApp: true, email: false, browser: false }]
  expect((await eva.call('PUT', path('/settings'), { items })).status).toBe(200)
  await refuse(2)
  await notify(world.core)
  expect((await bell(eva)).unread).toBe(2)
  expect((await olga.post(path('/read'))).status).toBe(204)
  expect((await bell(olga)).unread).toBe(0)
  expect((await bell(eva)).unread).toBe(2)
  await mailNow()
  expect(mails.received).toEqual([])
})

test('an approval is told to who is asked, and its answer to who asked', async () => {
  const carla = await world.signIn('contributor')
  const draft = { items: [{ text: 'Samedi', media: [] }], accountIds: [], send: { kind: 'draft' } }
  const { body } = await carla.post<{ id: string }>(world.path('/posts'), draft)
  await carla.post(world.path(`/posts/${body.id}/approval`), { of: { role: 'editor' } })
  // the question itself wakes the job
  await world.processAll()
  expect((await bell(eva)).items).toMatchObject([{ kind: 'approval_asked', text: 'Samedi' }])
  expect((await bell(carla)).items).toEqual([])
  await eva.post(world.path(`/posts/${body.id}/approval/decide`), { as: 'approved', version: 1 })
  await world.processAll()
  expect((await bell(carla)).items).toMatchObject([{ kind: 'approval_answered' }])
  // answered by one, it waits for nobody
  expect((await bell(olga)).unread).toBe(0)
})

test('the mail server’s password is asked for, and a wrong one is found by the doctor', async () => {
  await expect(smtpMailer(mails.url('wrong'), 'a@b.test', '').verify()).rejects.toThrow()
  await expect(smtpMailer(mails.url(), 'a@b.test', '').verify()).resolves.toBeUndefined()
})

test('after ninety days a notification is forgotten, read or not', async () => {
  await refuse(2)
  await notify(world.core)
  const [first, second] = (await olga.get<{ items: { id: string }[] }>(path())).body.items
  const days = (count: number) => v7({ msecs: Date.now() - count * 86_400_000 })
  const age = (id: string, count: number) =>
    world.core.db
      .updateTable('notification')
      .set({ id: days(count) })
      .where('id', '=', id)
      .execute()
  await age(first!.id, 89)
  await age(second!.id, 91)
  await forgetOld(world.core)
  expect((await bell(olga)).items).toHaveLength(1)
  expect((await bell(eva)).items).toHaveLength(2)
})
