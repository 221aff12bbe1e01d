import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { TestWorld } from '../../testing/world.ts'
import { extendSeries } from './extend.ts'

interface Series {
  id: string
  planned: number
  detached: number
  problem: string | null
  endedAt: string | null
}

let world: TestWorld
let editor: Client
let account: Account
let other: Account
beforeAll(async () => {
  world = await TestWorld.create()
  editor = await world.signIn('editor')
  account = await quietAccount(world, 'series.test')
  other = await quietAccount(world, 'second.test')
})
afterAll(() => world[Symbol.asyncDispose]())

/** Tomorrow at nine, in Paris. */
const first = Temporal.Now.zonedDateTimeISO('Europe/Paris')
  .add({ days: 1 })
  .with({ hour: 9, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
const iso = (days: number) => new Date(first.add({ days }).epochMilliseconds).toISOString()

async function plan(text: string, accountIds = [account.id]): Promise<string> {
  const { body } = await editor.post<{ id: string }>(world.path('/posts'), {
    items: [{ text }],
    options: {},
    accountIds,
    send: { kind: 'at', at: iso(0) },
  })
  return body.id
}
const begin = async (postId: string, rule: string, who = editor) =>
  who.post<Series & { code?: string; errors?: { field: string }[] }>(world.path('/series'), { postId, rule })
const read = async (id: string) => (await editor.get<Series>(world.path(`/series/${id}`))).body
const ofSeries = async (seriesId: string) =>
  world.core.db
    .selectFrom('occurrence as o')
    .innerJoin('delivery as d', 'd.postId', 'o.postId')
    .selectAll('d')
    .where('o.seriesId', '=', seriesId)
    .orderBy('d.dueAt')
    .orderBy('d.accountId')
    .execute()

test('occurrences are made ahead, each a post of its own; looked at again, none comes twice', async () => {
  const { status, body } = await begin(await plan('Every day', [account.id, other.id]), 'FREQ=DAILY;COUNT=5')
  expect(status).toBe(201)
  await world.processAll()
  await extendSeries(world.core, body.id)
  const deliveries = await ofSeries(body.id)
  expect(deliveries.map(({ dueAt }) => dueAt.toISOString())).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4].map(iso))
  expect(new Set(deliveries.map(({ postId }) => postId)).size).toBe(5)
  expect(deliveries.every(({ outbound, origin }) => outbound.text === 'Every day' && origin === 'scheduled')).toBe(true)
  expect(await read(body.id)).toMatchObject({ planned: 5, detached: 0, problem: null })
  // the list of posts shows the first of them, the calendar all
  const { body: posts } = await editor.get<{ items: object[] }>(world.path('/posts?state=scheduled'))
  expect(posts.items).toHaveLength(1)
})

test('what somebody changed stays when the series ends; the rest is taken back', async () => {
  const { body } = await begin(await plan('Weekly'), 'FREQ=WEEKLY')
  await world.processAll()
  // sixty days ahead, no more
  expect((await ofSeries(body.id)).length).toBe(9)
  const [, second, third, fourth] = await ofSeries(body.id)
  await editor.patch(world.path(`/posts/${second!.postId}`), { version: 1, items: [{ text: 'Other words' }] })
  await editor.post(world.path(`/deliveries/${third!.id}/reschedule`), { kind: 'at', at: iso(15) })
  // a label is no change of it
  const act = { ids: [fourth!.id], act: { do: 'tag', add: ['x'], remove: [] } }
  await editor.post(world.path('/calendar/act'), act)
  expect(await read(body.id)).toMatchObject({ planned: 9, detached: 2 })
  const ended = await editor.post<{ takenBack: number }>(world.path(`/series/${body.id}/end`))
  expect(ended.body.takenBack).toBe(7)
  const left = (await ofSeries(body.id)).filter(({ state }) => state === 'scheduled')
  expect(left.map(({ id }) => id).toSorted()).toEqual([second!.id, third!.id].toSorted())
  const again = await editor.post<{ code: string }>(world.path(`/series/${body.id}/end`))
  expect([again.status, again.body.code]).toEqual([409, 'SERIES_ENDED'])
  await extendSeries(world.core, body.id)
  expect((await ofSeries(body.id)).length).toBe(9)
})

test('what is written into one of them is for that one alone', async () => {
  const postId = await plan('As it began')
  const { body } = await begin(postId, 'FREQ=DAILY')
  await editor.patch(world.path(`/posts/${postId}`), { version: 1, items: [{ text: 'Today only' }] })
  await world.processAll()
  const [first, ...others] = (await ofSeries(body.id)).map(({ outbound }) => outbound.text)
  // it was rewritten before any other was made: there were no other words
  expect([first, new Set(others)]).toEqual(['Today only', new Set(['Today only'])])
  const [, second] = await ofSeries(body.id)
  await editor.patch(world.path(`/posts/${second!.postId}`), { version: 1, items: [{ text: 'Tomorrow only' }] })
  const later = new Date(Date.now() + 30 * 86_400_000)
  await world.core.db
    .deleteFrom('post')
    .where('id', 'in', (eb) =>
      eb.selectFrom('occurrence').select('postId').where('seriesId', '=', body.id).where('dueAt', '>', later),
    )
    .execute()
  await world.core.db.updateTable('series').set({ madeUntil: later }).where('id', '=', body.id).execute()
  await extendSeries(world.core, body.id)
  const again = (await ofSeries(body.id)).filter(({ dueAt }) => dueAt > later)
  expect(again.length).toBeGreaterThan(20)
  expect(new Set(again.map(({ outbound }) => outbound.text))).toEqual(new Set(['Today only']))
})

test('from one of its posts on it goes by another rule, with that post’s words', async () => {
  const { body } = await begin(await plan('Old words'), 'FREQ=DAILY;COUNT=10')
  await world.processAll()
  const third = (await ofSeries(body.id))[2]!
  await editor.patch(world.path(`/posts/${third.postId}`), { version: 1, items: [{ text: 'New words' }] })
  const path = world.path(`/series/${body.id}/change`)
  const changed = await editor.post<Series>(path, { postId: third.postId, rule: 'FREQ=DAILY;INTERVAL=2;COUNT=3' })
  expect(changed.status).toBe(200)
  await world.processAll()
  const made = await ofSeries(changed.body.id)
  expect(made.map(({ dueAt, outbound }) => [dueAt.toISOString(), outbound.text])).toEqual(
    [2, 4, 6].map((days) => [iso(days), 'New words']),
  )
  // what comes before it stays
  const left = (await ofSeries(body.id)).filter(({ state }) => state === 'scheduled')
  expect(left.map(({ dueAt }) => dueAt.toISOString())).toEqual([iso(0), iso(1)])
})

test('what passed while nobody looked does not go out: it is told and left out (I7)', async () => {
  const { body } = await begin(await plan('Missed'), 'FREQ=DAILY')
  const ago = new Date(Date.now() - 4 * 86_400_000)
  const startsAt = Temporal.Instant.fromEpochMilliseconds(ago.getTime())
    .toZonedDateTimeISO('Europe/Paris')
    .toString()
    .slice(0, 10)
  await world.core.db
    .updateTable('series')
    .set({ startsAt: `${startsAt}T09:00`, madeUntil: ago })
    .where('id', '=', body.id)
    .execute()
  await extendSeries(world.core, body.id)
  const deliveries = await ofSeries(body.id)
  expect(deliveries.filter(({ dueAt }) => dueAt.getTime() < Date.now())).toEqual([])
  const told = await world.core.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('subjectId', '=', body.id)
    .where('action', '=', 'series.missed')
    .executeTakeFirst()
  expect((told?.detail as { missed: number } | undefined)?.missed).toBeGreaterThan(2)
})

test('an account that is gone stops it there, with the reason, until it is back', async () => {
  const lost = await quietAccount(world, 'lost.test')
  const { body } = await begin(await plan('Lost', [lost.id]), 'FREQ=DAILY;COUNT=3')
  const set = (disconnectedAt: Date | null) =>
    world.core.db.updateTable('account').set({ disconnectedAt }).where('id', '=', lost.id).execute()
  await set(new Date())
  await extendSeries(world.core, body.id)
  expect(await read(body.id)).toMatchObject({ planned: 1, problem: 'ACCOUNT_DISCONNECTED' })
  await set(null)
  await extendSeries(world.core, body.id)
  expect(await read(body.id)).toMatchObject({ planned: 3, problem: null })
})

test('what cannot repeat says why', async () => {
  const refused = async (postId: string, rule: string, who = editor) => {
    const { status, body } = await begin(postId, rule, who)
    return [status, body.code]
  }
  const postId = await plan('Once')
  expect(await refused(postId, 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2')).toEqual([422, 'VALIDATION_FAILED'])
  const made = await editor.post<{ token: string }>(world.path('/tokens'), { name: 'bot', scopes: ['publish'] })
  const bot = world.client()
  bot.token = made.body.token
  expect(await refused(postId, 'FREQ=DAILY', bot)).toEqual([422, 'SERIES_ENDLESS'])
  const { body } = await begin(postId, 'FREQ=DAILY;COUNT=2', bot)
  await world.processAll()
  expect((await ofSeries(body.id)).map(({ origin }) => origin)).toEqual(['scheduled', 'automation'])
  expect(await refused(postId, 'FREQ=DAILY')).toEqual([409, 'SERIES_EXISTS'])
  const draft = await editor.post<{ id: string }>(world.path('/posts'), {
    items: [{ text: 'draft' }],
    options: {},
    accountIds: [],
    send: { kind: 'draft' },
  })
  expect(await refused(draft.body.id, 'FREQ=DAILY')).toEqual([409, 'POST_SENT'])
})
