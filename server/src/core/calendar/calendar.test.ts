import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'
import { localDays } from './days.ts'

interface Entry {
  id: string
  text: string
  dueAt: string
  state: string
  accountId: string
  campaignId: string | null
  tags: string[]
}
interface Page {
  items: Entry[]
  nextCursor: string | null
}
interface Acted {
  done: number
  items: { id: string; outcome: string; before?: string; dueAt?: string }[]
}

let world: TestWorld
let editor: Client
let account: Account
let other: Account
beforeAll(async () => {
  world = await TestWorld.create()
  editor = await world.signIn('editor')
  account = await quietAccount(world, 'calendar.test')
  other = await quietAccount(world, 'other.test')
})
afterAll(() => world[Symbol.asyncDispose]())

async function planned(text: string, at: string, accountIds = [account.id], more: object = {}): Promise<string> {
  const { body } = await editor.post<{ deliveries: { id: string }[] }>(world.path('/posts'), {
    items: [{ text }],
    options: {},
    accountIds,
    send: { kind: 'at', at },
    ...more,
  })
  return body.deliveries[0]!.id
}
const read = async (query: string) => (await editor.get<Page>(world.path(`/calendar?${query}`))).body
const texts = ({ items }: Page) => items.map(({ text }) => text)
const act = async (body: object, who = editor) => (await who.post<Acted>(world.path('/calendar/act'), body)).body
const march = 'from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z'

test('days are as long as the zone makes them, and one it left out is left out', () => {
  const hours = (zone: string, first: string, last: string) =>
    localDays(zone, first, last).map(({ date, from, to }) => [date, (to.getTime() - from.getTime()) / 3_600_000])
  expect(hours('Europe/Paris', '2027-03-27', '2027-03-29')).toEqual([
    ['2027-03-27', 24],
    ['2027-03-28', 23],
    ['2027-03-29', 24],
  ])
  expect(hours('Pacific/Apia', '2011-12-29', '2011-12-31')).toEqual([
    ['2011-12-29', 24],
    ['2011-12-31', 24],
  ])
  // midnight itself is jumped over
  expect(hours('America/Sao_Paulo', '2018-11-03', '2018-11-04')).toEqual([
    ['2018-11-03', 24],
    ['2018-11-04', 23],
  ])
})

describe('a month of two accounts', () => {
  let campaignId: string
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    campaignId = await world.campaign('Spring')
    // the last half hour of the local day is the next day in UTC
    ids['late'] = await planned('late', '2027-03-09T22:30:00Z')
    for (const n of [1, 2, 3, 4, 5, 6]) ids[`tenth ${n}`] = await planned(`tenth ${n}`, `2027-03-10T0${n}:00:00Z`)
    ids['campaign'] = await planned('campaign', '2027-03-11T08:00:00Z', [other.id], { campaignId })
    ids['april'] = await planned('april', '2027-04-01T08:00:00Z')
  })

  test('is listed page by page, by time, within its bounds', async () => {
    const first = await read(`${march}&limit=5`)
    const second = await read(`${march}&limit=5&cursor=${first.nextCursor}`)
    expect([...texts(first), ...texts(second)]).toEqual([
      'late',
      ...[1, 2, 3, 4, 5, 6].map((n) => `tenth ${n}`),
      'campaign',
    ])
    expect(second.nextCursor).toBeNull()
  })

  test('is narrowed by account, network, state, author and campaign', async () => {
    expect(texts(await read(`${march}&accountId=${other.id}`))).toEqual(['campaign'])
    expect((await read(`${march}&accountId=${other.id}&accountId=${account.id}`)).items).toHaveLength(8)
    expect(texts(await read(`${march}&campaignId=${campaignId}`))).toEqual(['campaign'])
    expect((await read(`${march}&network=mastodon`)).items).toEqual([])
    expect((await read(`${march}&state=published&state=held`)).items).toEqual([])
    expect((await read(`${march}&authorId=${world.owner.id}`)).items).toEqual([])
  })

  test('its days are counted on the wall of the workspace, each with its first few', async () => {
    type Days = {
      timeZone: string
      days: { date: string; total: number; states: object; networks: object }[]
      items: Entry[]
    }
    const { body } = await editor.get<Days>(world.path('/calendar/days?from=2027-03-01&to=2027-03-31&perDay=2'))
    expect(body.timeZone).toBe('Europe/Paris')
    expect(body.days).toHaveLength(31)
    expect(body.days.filter(({ total }) => total > 0)).toMatchObject([
      { date: '2027-03-09', total: 1, states: { scheduled: 1 }, networks: { bluesky: 1 } },
      { date: '2027-03-10', total: 6 },
      { date: '2027-03-11', total: 1 },
    ])
    expect(body.items.map(({ text }) => text)).toEqual(['late', 'tenth 1', 'tenth 2', 'campaign'])
  })

  test('a move by days keeps the time on the wall where the clocks change; each is told for itself', async () => {
    const gone = ids['tenth 6']!
    await editor.post(world.path(`/deliveries/${gone}/cancel`))
    const foreign = await makeObjects(world, (await world.otherWorkspace()).workspaceId, world.owner.id).delivery()
    const answer = await act({
      ids: [ids['tenth 1'], ids['campaign'], gone, foreign],
      act: { do: 'move_by', days: 20 },
    })
    expect(answer.done).toBe(2)
    const of = (id: string | undefined) => answer.items.find((item) => item.id === id)
    // 02:00 in Paris before and after, an hour apart in UTC
    expect(of(ids['tenth 1'])).toMatchObject({
      outcome: 'done',
      before: '2027-03-10T01:00:00.000Z',
      dueAt: '2027-03-30T00:00:00.000Z',
    })
    expect(of(gone)?.outcome).toBe('too_late')
    expect(of(foreign)?.outcome).toBe('not_here')
    // an undo puts each back where it was
    const back = answer.items.filter(({ outcome }) => outcome === 'done').map(({ id, before }) => ({ id, at: before }))
    expect((await act({ act: { do: 'move_to', times: back } })).done).toBe(2)
    expect((await read(`${march}&accountId=${other.id}`)).items[0]?.dueAt).toBe('2027-03-11T08:00:00.000Z')
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select(['detail'])
      .where('subjectId', '=', ids['tenth 1']!)
      .where('action', '=', 'delivery.rescheduled')
      .execute()
    expect(entries).toHaveLength(2)
  })

  test('what passed, what is held and what stays where it is do not move', async () => {
    const held = await planned('held', '2027-03-20T08:00:00Z')
    await world.core.db
      .updateTable('delivery')
      .set({ state: 'held', reason: 'overdue' })
      .where('id', '=', held)
      .execute()
    const [past, same] = [ids['tenth 2']!, ids['tenth 3']!]
    const times = [
      { id: past, at: '2020-01-01T00:00:00Z' },
      { id: same, at: '2027-03-10T03:00:00Z' },
      { id: held, at: '2027-03-21T08:00:00Z' },
    ]
    const { done, items } = await act({ act: { do: 'move_to', times } })
    expect(done).toBe(0)
    expect(Object.fromEntries(items.map(({ id, outcome }) => [id, outcome]))).toEqual({
      [past]: 'time_past',
      [same]: 'unchanged',
      [held]: 'needs_decision',
    })
  })

  test('what follows a post in its thread has no place of its own, and goes with it', async () => {
    const items = ['first', 'second', 'third'].map((text) => ({ text }))
    const first = await planned('', '2027-05-03T08:00:00Z', [account.id], { items })
    const may = 'from=2027-05-01T00:00:00Z&to=2027-06-01T00:00:00Z'
    expect(texts(await read(may))).toEqual(['first'])
    const answer = await act({ ids: [first], act: { do: 'move_by', minutes: 90 } })
    expect(answer.items).toMatchObject([{ outcome: 'done', dueAt: '2027-05-03T09:30:00.000Z' }])
    const moved = (await world.deliveries()).filter(({ dueAt }) => dueAt.toISOString() === '2027-05-03T09:30:00.000Z')
    expect(moved.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    expect((await act({ ids: [first], act: { do: 'cancel' } })).done).toBe(1)
    const states = (await world.deliveries()).filter(({ id }) => moved.some((one) => one.id === id))
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  test('a whole view is labelled or cancelled by its filter', async () => {
    const filter = { from: '2027-03-10T00:00:00Z', to: '2027-03-11T00:00:00Z', accountId: [account.id] }
    expect((await act({ filter, act: { do: 'campaign', campaignId } })).done).toBe(5)
    expect((await act({ filter, act: { do: 'tag', add: ['Fête', 'fête'], remove: [] } })).items[0]?.outcome).toBe(
      'done',
    )
    const { items } = await read(`${march}&campaignId=${campaignId}&accountId=${account.id}`)
    expect(items).toHaveLength(5)
    expect(items[0]?.tags).toEqual(['Fête'])
    expect((await act({ filter, act: { do: 'cancel' } })).done).toBe(5)
    expect((await read(`${march}&campaignId=${campaignId}&accountId=${account.id}`)).items).toEqual([])
    expect((await read(`${march}&campaignId=${campaignId}&state=cancelled`)).items).toHaveLength(5)
  })

  test.each([
    [{ act: { do: 'cancel' } }, 'ids'],
    [{ ids: ['x'], act: { do: 'cancel' } }, 'ids.0'],
    [
      { filter: { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z', acount: [] }, act: { do: 'cancel' } },
      'filter',
    ],
    [{ ids: [ids['late']], act: { do: 'move_to', times: [] } }, 'act.times'],
  ])('what is no request changes nothing: %j', async (body, field) => {
    const answer = await editor.post<{ code: string; errors: { field: string }[] }>(world.path('/calendar/act'), body)
    expect([answer.status, answer.body.code]).toEqual([422, 'VALIDATION_FAILED'])
    expect(answer.body.errors.map((one) => one.field)).toContain(field)
  })
})

test('the queue: shuffled, moved up and down; what has a time of its own keeps it', async () => {
  const queued = await quietAccount(world, 'queue.test')
  const path = world.path(`/accounts/${queued.id}/slots`)
  const slots = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at: '09:30' }))
  await editor.call('PUT', path, { timeZone: 'Europe/Paris', slots })
  for (let n = 0; n < 6; n++)
    await editor.post(world.path('/posts'), {
      items: [{ text: `queue ${n}` }],
      options: {},
      accountIds: [queued.id],
      send: { kind: 'slot' },
    })
  const rows = async () =>
    (await world.deliveries())
      .filter(({ accountId }) => accountId === queued.id)
      .toSorted((a, b) => +a.dueAt - +b.dueAt)
  const before = await rows()
  const own = await planned('own time', '2027-06-01T08:00:00Z', [queued.id])
  const last = before.at(-1)!
  expect((await editor.post(world.path(`/deliveries/${last.id}/queue`), { direction: 'down' })).body).toEqual({
    items: [],
  })
  await editor.post(world.path(`/deliveries/${last.id}/queue`), { direction: 'up' })
  expect((await rows()).map(({ id }) => id).indexOf(last.id)).toBe(4)
  const refused = await editor.post<{ code: string }>(world.path(`/deliveries/${own}/queue`), { direction: 'up' })
  expect([refused.status, refused.body.code]).toEqual([409, 'DELIVERY_STATE_CONFLICT'])
  for (let tries = 0; tries < 20; tries++) {
    const { body } = await editor.post<{ items: object[] }>(`${path}/shuffle`)
    if (body.items.length > 0) break
  }
  const after = await rows()
  // the same times, the same deliveries, none lost; and they still are times of the queue
  expect(after.map(({ dueAt }) => dueAt)).toEqual([
    ...before.map(({ dueAt }) => dueAt),
    new Date('2027-06-01T08:00:00Z'),
  ])
  expect(new Set(after.map(({ id }) => id))).toEqual(new Set([...before.map(({ id }) => id), own]))
  expect(after.filter(({ fromSlot }) => fromSlot)).toHaveLength(6)
  // a ghost for each time that is free, none where something waits
  const range = `from=${before[0]!.dueAt.toISOString()}&to=${new Date(+last.dueAt + 2 * 86_400_000).toISOString()}`
  type Free = { items: { accountId: string; at: string }[] }
  const free = (await editor.get<Free>(world.path(`/calendar/free-slots?${range}`))).body.items
  expect(free).toHaveLength(1)
  expect(new Date(free[0]!.at).getTime()).toBeGreaterThan(last.dueAt.getTime())
})
