import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReplyRule } from '../../connectors/contract.ts'
import type { Account, Delivery, DeliveryState } from '../../db/schema.ts'
import { haltRow } from '../../testing/halts.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { askLookUp, decideDelivery } from '../deliveries/decide.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { rescheduleDelivery } from '../deliveries/reschedule.ts'
import type { When } from '../deliveries/schedule.ts'
import { askRecall } from '../halts/ask-recall.ts'
import { decideHeld } from '../halts/decide-held.ts'
import { sendDuringStop } from '../halts/exempt.ts'
import { writePost } from '../posts/write.ts'
import { changeReplyControl } from './reply-control.ts'
import { takeDownThread } from './take-down.ts'

let world: TestWorld
let account: Account
const actor = systemActor('test')

beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  account = await world.connect()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.updateTable('halt').set({ liftedAt: new Date() }).execute()
})

let threads = 0
/** A thread of three items with a first comment. @returns its name, which stands in each text, and its deliveries */
async function thread(when: When = { kind: 'now' }): Promise<{ name: string; parts: Delivery[] }> {
  const name = `thread ${++threads}`
  const item = (text: string) => ({ text: `${name}: ${text}`, media: [] })
  const items = ['one', 'two', 'three'].map(item)
  const { workspaceId, owner, core } = world
  const draft = { items, options: { languages: ['en'], firstComment: item('comment') }, accountIds: [account.id] }
  const post = await writePost(core, { workspaceId, authorId: owner.id, draft, when, actor })
  return { name, parts: (await world.deliveries()).filter(({ postId }) => postId === post.id) }
}

const now = async (parts: readonly Delivery[]) => Promise.all(parts.map(({ id }) => world.delivery(id)))
const states = async (parts: readonly Delivery[]) => (await now(parts)).map(({ state }) => state)
const reasons = async (parts: readonly Delivery[]) => (await now(parts)).map(({ reason }) => reason)
const all = (state: DeliveryState) => [state, state, state, state]
const out = async (name: string) => {
  const posts = await world.bluesky.posts(world.bluesky.mairie.did)
  return posts.flatMap(({ text }) => (text.startsWith(`${name}: `) ? [text.slice(name.length + 2)] : []))
}
/** The network refuses one of them. */
const refuse = ({ key }: Delivery) =>
  world.proxy.answerNext(400, {}, { error: 'InvalidRequest', message: 'no' }, (entry) => entry.body?.rkey === key)
const again = (id: string, action: 'retry' | 'release' | 'reschedule', when: When = { kind: 'now' }) =>
  rescheduleDelivery(world.core, { workspaceId: world.workspaceId, id, action, when, actor })

test('goes out in its order, each answering the one before, the first comment the first', async () => {
  const { name, parts } = await thread()
  await world.settleAll()
  expect(await states(parts)).toEqual(all('published'))
  const { agent, did } = world.bluesky.mairie
  const records = []
  for (const { key } of parts) {
    const { data } = await agent.com.atproto.repo.getRecord({ repo: did, collection: 'app.bsky.feed.post', rkey: key })
    records.push(data.value as { text: string; reply?: { root: object; parent: object } })
  }
  const ref = (await now(parts)).map(({ remoteId, remoteVersion }) => ({ uri: remoteId, cid: remoteVersion }))
  expect(records.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'comment'].map((text) => `${name}: ${text}`))
  expect(records.map(({ reply }) => reply)).toEqual([
    undefined,
    { root: ref[0], parent: ref[0] },
    { root: ref[0], parent: ref[1] },
    { root: ref[0], parent: ref[0] },
  ])
})

test('that the network refuses in the middle keeps the rest in; tried again, all of it goes out once', async () => {
  const { name, parts } = await thread()
  const published = () => world.proxy.requests('putRecord').length
  const before = published()
  refuse(parts[1]!)
  await world.settleAll()
  expect(await states(parts)).toEqual(['published', 'failed', 'held', 'held'])
  expect((await reasons(parts)).slice(2)).toEqual(['thread_broken', 'thread_broken'])
  expect(published() - before).toBe(2)
  // what waits for it cannot be let go before it
  await expect(again(parts[2]!.id, 'release')).rejects.toMatchObject({ code: 'THREAD_BROKEN' })
  await again(parts[1]!.id, 'retry')
  await world.settleAll()
  expect(await states(parts)).toEqual(all('published'))
  expect(await out(name)).toHaveLength(4)
})

test('whose beginning is found after a person was asked goes on by itself', async () => {
  const { name, parts } = await thread()
  const lost = world.proxy.dropNextAnswer('putRecord')
  await world.processAll()
  await lost.met
  // nobody can say what came of it: a person is asked, and the lane goes on
  await world.core.db.updateTable('delivery').set({ nextTryAt: null }).where('id', '=', parts[0]!.id).execute()
  await world.core.db.transaction().execute((tx) => wakeLane(tx, account.id))
  await world.processAll()
  expect(await states(parts)).toEqual(['unconfirmed', 'held', 'held', 'held'])
  await askLookUp(world.core, world.workspaceId, parts[0]!.id, actor)
  await world.settleAll()
  expect(await states(parts)).toEqual(all('published'))
  expect(await out(name)).toHaveLength(4)
})

test('a stop in its middle holds the rest; let go, it goes on where it was', async () => {
  const { name, parts } = await thread()
  world.proxy.holdAnswers((entry) => entry.body?.rkey === parts[0]!.key)
  const running = world.processAll()
  await expect.poll(() => states(parts)).toEqual(['sending', 'scheduled', 'scheduled', 'scheduled'])
  await haltRow(world, { reason: 'storm' })
  world.proxy.releaseAnswers()
  await running
  await world.settleAll()
  expect(await states(parts)).toEqual(['published', 'held', 'held', 'held'])
  expect((await reasons(parts)).slice(1)).toEqual(['halted', 'halted', 'halted'])
  await world.core.db.updateTable('halt').set({ liftedAt: new Date() }).execute()
  const which = { ids: parts.slice(1).map(({ id }) => id) }
  const { workspaceId } = world
  const decided = await decideHeld(world.core, { workspaceId, which, decision: { as: 'send_now' }, actor })
  expect(decided).toMatchObject({ done: 3, refused: [] })
  await world.settleAll()
  expect(await states(parts)).toEqual(all('published'))
  expect((await out(name)).toSorted()).toEqual(['comment', 'one', 'three', 'two'])
})

test('taken back at its beginning is taken back whole; in its middle, from there on', async () => {
  const at = new Date(Date.now() + 3_600_000)
  const { workspaceId, core } = world
  const whole = await thread({ kind: 'at', at })
  await cancelDelivery(core, workspaceId, whole.parts[0]!.id, actor)
  expect(await states(whole.parts)).toEqual(all('cancelled'))
  const part = await thread({ kind: 'at', at })
  await cancelDelivery(core, workspaceId, part.parts[2]!.id, actor)
  expect(await states(part.parts)).toEqual(['scheduled', 'scheduled', 'cancelled', 'cancelled'])
})

test('is moved as a whole, whichever of it is moved', async () => {
  const { parts } = await thread({ kind: 'at', at: new Date(Date.now() + 3_600_000) })
  const later = new Date(Date.now() + 7_200_000)
  await again(parts[1]!.id, 'reschedule', { kind: 'at', at: later })
  expect(new Set((await now(parts)).map(({ dueAt }) => dueAt.getTime()))).toEqual(new Set([later.getTime()]))
  // the instant that stands in the post goes along: it is not shown as one of the day on which it was planned
  const written = (await now(parts)).map(({ outbound }) => Date.parse(outbound.createdAt) - later.getTime())
  expect(written).toEqual([0, 1, 2, 3])
  await cancelDelivery(world.core, world.workspaceId, parts[0]!.id, actor)
})

test('comes back to a draft without what is out already', async () => {
  const { parts } = await thread()
  refuse(parts[1]!)
  await world.settleAll()
  await again(parts[1]!.id, 'retry', { kind: 'at', at: new Date(Date.now() + 3_600_000) })
  await haltRow(world, {})
  await again(parts[1]!.id, 'reschedule')
  await world.settleAll()
  expect(await states(parts)).toEqual(['published', 'held', 'held', 'held'])
  const { workspaceId, core } = world
  const which = { ids: [parts[1]!.id] }
  const { drafts, refused } = await decideHeld(core, { workspaceId, which, decision: { as: 'draft' }, actor })
  expect([refused, drafts.length]).toEqual([[], 1])
  expect(await states(parts)).toEqual(['published', 'cancelled', 'cancelled', 'cancelled'])
  const own = await core.db.selectFrom('variant').selectAll().where('postId', '=', drafts[0]!.postId).execute()
  expect(own.map(({ items }) => items?.map(({ text }) => text.split(': ')[1]))).toEqual([['two', 'three']])
})

test('whose beginning a person saw out, at a place nobody knows, keeps the rest in', async () => {
  const { parts } = await thread()
  const lost = world.proxy.dropNextAnswer('putRecord')
  await world.processAll()
  await lost.met
  const request = { workspaceId: world.workspaceId, id: parts[0]!.id, decision: { as: 'published' }, actor } as const
  await decideDelivery(world.core, request)
  await world.settleAll()
  expect(await states(parts)).toEqual(['published', 'held', 'held', 'held'])
  expect((await reasons(parts)).slice(1)).toEqual(['thread_broken', 'thread_broken', 'thread_broken'])
})

test('is taken down last first, and what is still in of it stays in', async () => {
  const { name, parts } = await thread()
  refuse(parts[2]!)
  await world.settleAll()
  const seen = world.proxy.requests('deleteRecord').length
  await takeDownThread(world.core, world.workspaceId, parts[0]!.id, actor)
  expect(await states(parts)).toEqual(['retracted', 'retracted', 'cancelled', 'cancelled'])
  const removed = world.proxy.requests('deleteRecord').slice(seen)
  expect(removed.map((entry) => entry.body?.rkey)).toEqual([parts[1]!.key, parts[0]!.key])
  expect(await out(name)).toEqual([])
})

test('is recalled whole, last first, when its beginning is', async () => {
  const { name, parts } = await thread()
  await world.settleAll()
  const haltId = await haltRow(world, {})
  const seen = world.proxy.requests('deleteRecord').length
  const { workspaceId, core } = world
  const { asked } = await askRecall(core, { workspaceId, haltId, deliveryIds: [parts[0]!.id], actor })
  expect(asked).toBe(4)
  await world.processAll()
  expect(await states(parts)).toEqual(all('retracted'))
  const order = world.proxy.requests('deleteRecord').slice(seen)
  // each may be asked for twice; none before what answers it
  const first = parts.map(({ key }) => order.findIndex((entry) => entry.body?.rkey === key))
  expect(first.toSorted((a, b) => b - a)).toEqual(first)
  expect(await out(name)).toEqual([])
})

test('passes a stop whole as a statement', async () => {
  const { name, parts } = await thread({ kind: 'at', at: new Date(Date.now() + 3_600_000) })
  await haltRow(world, {})
  const said = { reason: 'a word to the families', personId: world.owner.id, actor }
  await sendDuringStop(world.core, { workspaceId: world.workspaceId, deliveryId: parts[0]!.id, ...said })
  await world.settleAll()
  expect(await states(parts)).toEqual(all('published'))
  expect(await out(name)).toHaveLength(4)
})

test('is closed to replies, afterwards and during a stop: it is care (I12)', async () => {
  const { parts } = await thread()
  await world.settleAll()
  await haltRow(world, {})
  const { workspaceId, core } = world
  const { agent, did } = world.bluesky.mairie
  const ask = (rules: readonly ReplyRule[], at = 0) =>
    changeReplyControl(core, { workspaceId, id: parts[at]!.id, rules, actor })
  expect((await ask(['nobody'])).outbound.options).toEqual({ replyControl: ['nobody'] })
  const gate = { repo: did, collection: 'app.bsky.feed.threadgate', rkey: parts[0]!.key }
  expect((await agent.com.atproto.repo.getRecord(gate)).data.value).toMatchObject({ allow: [] })
  await expect(ask(['nobody'], 1)).rejects.toMatchObject({ code: 'DELIVERY_STATE_CONFLICT' })
  world.proxy.answerNext(503, {}, 'down', 'putRecord')
  await expect(ask(['everyone'])).rejects.toMatchObject({ code: 'NETWORK_REFUSED' })
  expect((await world.delivery(parts[0]!.id)).outbound.options).toEqual({ replyControl: ['nobody'] })
})
