import { failures, openMastodon, usualSettings, type Citizen, type Mastodon } from '@vigie/playground'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Hint } from '../../db/bell.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { dueNow } from '../../testing/planned.ts'
import { TestWorld } from '../../testing/world.ts'
import { connectAccount, reconnectAccount } from '../accounts/connect.ts'
import { findAccountById } from '../accounts/find.ts'
import { systemActor } from '../audit/record.ts'
import { readConversation } from '../conversations/read.ts'
import { openBatches } from '../gate/batches.ts'
import { runLane } from '../gate/run-lane.ts'
import { addDueResults } from '../results/due.ts'
import { openFollowers, type Followers } from './followers.ts'

let world: TestWorld
let server: Mastodon
let person: Citizen
let account: Account
let sent: Delivery
let hints: Hint[] = []
let people = 0
const open: Followers[] = []
const actor = systemActor('test')
/** On a busy machine a stream opens when it can. */
const until = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 15_000 })

beforeAll(async () => {
  world = await TestWorld.create()
  server = await openMastodon({ settings: { heartbeatMs: 1000 } })
  world.feed.onHint((hint) => hints.push(hint))
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
  server.assertAsDescribed()
})
beforeEach(async () => {
  person = server.createPerson(`brand${people++}`)
  account = await connect()
  await dueNow(world, account, 'La piscine rouvre')
  await runLane(world.core, openBatches(world.core), account.id, new AbortController().signal)
  sent = (await world.deliveries()).at(-1) as Delivery
  if (sent.state !== 'published') throw new Error(`The post of the test is ${sent.state}`)
  hints = []
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()))
  await world.core.db.updateTable('account').set({ health: 'needs_sign_in' }).execute()
  Object.assign(server.settings, usualSettings)
})

const signIn = (scopes?: readonly string[]) => ({ service: server.url, accessToken: server.token(person, scopes) })
const connect = () =>
  connectAccount(world.core, { workspaceId: world.workspaceId, network: 'mastodon', signIn: signIn(), actor })
const reconnect = (scopes?: readonly string[]) =>
  reconnectAccount(world.core, {
    workspaceId: world.workspaceId,
    accountId: account.id,
    signIn: signIn(scopes),
    actor,
  })

function followers(): Followers {
  const made = openFollowers(world.core)
  open.push(made)
  return made
}
const kept = () =>
  world.core.db.selectFrom('accountNews').selectAll().where('accountId', '=', account.id).executeTakeFirstOrThrow()
const health = async () => (await findAccountById(world.core.db, account.id)).health
const heard = async () => (await world.delivery(sent.id)).newsAt
/** The account is listened to, and what happened before was taken. */
const listening = () =>
  until(async () => {
    expect(await kept()).toMatchObject({ state: 'told', seenUpTo: expect.any(String) })
    expect(server.streams(person)).toBe(1)
  })

test('an answer is heard of within seconds, by one process of many, and read when somebody looks', async () => {
  const processes = [followers(), followers(), followers()]
  await Promise.all(processes.map((one) => one.round()))
  await listening()
  for (const one of processes) await one.round()
  expect(server.streams(person)).toBe(1)
  const viewer = await world.signIn('viewer')
  const path = world.path(`/deliveries/${sent.id}/conversation`)
  type Read = { replies: { text: string; own: boolean; depth: number }[]; again: boolean; trouble: unknown }
  expect((await viewer.get<Read>(path)).body).toMatchObject({ replies: [], trouble: null, again: false })
  const answer = server.reply(server.mia, sent.remoteId ?? '', 'Enfin <3 !', { warning: 'joie' })
  await until(() =>
    expect(hints).toContainEqual({ kind: 'conversation', workspaceId: world.workspaceId, postId: sent.postId }),
  )
  // at most every five seconds, however much happens: who looked a moment ago is told to ask again
  expect((await viewer.get<Read>(path)).body).toMatchObject({ replies: [], again: true })
  server.reply(person, answer.id, 'Dès lundi')
  const clock = vi.spyOn(world.core.clock, 'monotonic').mockReturnValue(world.core.clock.monotonic() + 6000)
  expect((await viewer.get<Read>(path)).body).toMatchObject({
    replies: [
      { text: 'Enfin <3 !', depth: 0, own: false, contentWarning: 'joie', author: { displayName: 'Mia Keller' } },
      { text: 'Dès lundi', depth: 1, own: true },
    ],
    direct: 1,
    again: false,
  })
  clock.mockRestore()
  // and the numbers are read in some seconds, not in ten minutes
  const { resultsAt } = await world.delivery(sent.id)
  expect(resultsAt!.getTime() - Date.now()).toBeLessThan(5000)
  await world.core.db
    .updateTable('delivery')
    .set({ resultsAt: new Date(0) })
    .where('id', '=', sent.id)
    .execute()
  hints = []
  await addDueResults(world.core)
  await world.processAll()
  await until(() =>
    expect(hints).toContainEqual({ kind: 'results', workspaceId: world.workspaceId, postId: sent.postId }),
  )
  // the next look lies a minute apart from this one, whatever happens
  server.like(server.leo, sent.remoteId ?? '')
  await until(async () => {
    const next = (await world.delivery(sent.id)).resultsAt!.getTime() - Date.now()
    expect(next).toBeGreaterThan(40_000)
    expect(next).toBeLessThan(61_000)
  })
})

test('what happens while nobody listens is made up for, also where the first look fails', async () => {
  const first = followers()
  await first.round()
  await listening()
  await first.stop()
  expect(await kept()).toMatchObject({ holder: null, state: 'waiting' })
  server.reply(server.mia, sent.remoteId ?? '', 'Pendant la nuit')
  server.fail('getNotifications', failures.down())
  await followers().round()
  await until(async () => expect(await heard()).not.toBeNull())
  await listening()
})

test('a stream that breaks is opened again, and nothing between is missed', async () => {
  await followers().round()
  await listening()
  server.cutStreams()
  await until(() => expect(server.streams(person)).toBe(0))
  server.reply(server.leo, sent.remoteId ?? '', 'Dans le trou')
  await until(async () => expect(await heard()).not.toBeNull())
  await listening()
})

test('a server that does not answer keeps nobody from ending', async () => {
  const answered = Promise.withResolvers<void>()
  const before = server.asked.length
  server.fail('getNotifications', { kind: 'slow', until: answered.promise })
  const one = followers()
  await one.round()
  await until(() => expect(server.asked.slice(before)).toContain('getNotifications'))
  await one.stop()
  expect(await kept()).toMatchObject({ seenUpTo: null })
  answered.resolve()
  await until(async () => expect(await kept()).toMatchObject({ holder: null }))
})

test('a server that streams nothing is asked', async () => {
  server.settings.streaming = 'none'
  await followers().round()
  await until(async () => expect(await kept()).toMatchObject({ state: 'asked', seenUpTo: '' }))
})

test('a sign-in that was taken back is written down as ever, and followed again once it is renewed', async () => {
  const one = followers()
  await one.round()
  await listening()
  server.revoke(person)
  server.cutStreams()
  await until(async () => expect(await health()).toBe('needs_sign_in'))
  await until(async () => expect(await kept()).toMatchObject({ holder: null }))
  await one.round()
  expect(await kept()).toMatchObject({ holder: null })
  await reconnect()
  await one.round()
  await listening()
})

test('a sign-in without leave for news speaks as before, and says that it hears nothing', async () => {
  await reconnect(['read:accounts', 'read:statuses', 'write:statuses'])
  await followers().round()
  await until(async () => expect(await kept()).toMatchObject({ state: 'not_allowed', holder: null }))
  expect(await health()).toBe('ok')
  // whoever looks is told, and sees what was answered all the same
  server.reply(server.mia, sent.remoteId ?? '', 'Et dimanche ?')
  expect(await readConversation(world.core, world.workspaceId, sent.id)).toMatchObject({
    hears: 'not_allowed',
    replies: [{ text: 'Et dimanche ?' }],
  })
})

test('a process that gives no sign loses its accounts to another one, and sees it', async () => {
  const [silent, other] = [followers(), followers()]
  await silent.round()
  await listening()
  await other.round()
  expect(server.streams(person)).toBe(1)
  const { holder } = await kept()
  await world.core.db
    .updateTable('accountNews')
    .set({ heldUntil: new Date(0) })
    .execute()
  await other.round()
  await until(async () => expect((await kept()).holder).not.toBe(holder))
  await silent.round()
  await until(() => expect(server.streams(person)).toBe(1))
  await listening()
})
