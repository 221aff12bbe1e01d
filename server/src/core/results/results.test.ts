import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RateState, ResultsOutcome } from '../../connectors/contract.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { published, StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { openBatches } from '../gate/batches.ts'
import { runLane } from '../gate/run-lane.ts'
import { addDueResults } from './due.ts'
import { nextLook } from './rhythm.ts'

const { id: remoteId } = published.kind === 'published' ? published.post : { id: '' }
const minute = 60_000
let world: TestWorld
let account: Account
let sent: Delivery
let asked: (readonly string[])[] = []
let answer: ResultsOutcome
let rate: RateState = {}

beforeAll(async () => {
  const network = new StubNetwork()
  world = await TestWorld.create({
    around: (connectors) => {
      const { bluesky, ...others } = network.around(connectors)
      const results = (_credentials: unknown, ids: readonly string[]) => {
        asked.push(ids)
        return Promise.resolve(answer)
      }
      return { ...others, bluesky: { ...bluesky, results, rateState: () => rate } }
    },
  })
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  account = await quietAccount(world, `counted-${Math.random().toString(36).slice(2)}.test`)
  await dueNow(world, account, 'Bonjour')
  await wake()
  ;[sent] = (await world.deliveries()).filter(({ accountId }) => accountId === account.id) as [Delivery]
  asked = []
  rate = {}
  answer = { kind: 'read', posts: [{ id: remoteId, likes: 3, reposts: 1, replies: 0 }], gone: [] }
})

async function wake(): Promise<void> {
  await runLane(world.core, openBatches(world.core), account.id, new AbortController().signal)
}

/** Makes the next look due, and looks. */
async function look(): Promise<void> {
  await world.core.db
    .updateTable('delivery')
    .set({ resultsAt: new Date(0) })
    .where('id', '=', sent.id)
    .execute()
  await addDueResults(world.core)
  await world.processAll()
}
const seen = () =>
  world.core.db.selectFrom('deliveryResult').selectAll().where('deliveryId', '=', sent.id).executeTakeFirst()

test('what is published is looked at after ten minutes, and the numbers are kept with their history', async () => {
  expect(sent.state).toBe('published')
  expect(sent.resultsAt!.getTime() - sent.sentAt!.getTime()).toBe(10 * minute)
  await addDueResults(world.core)
  await world.processAll()
  expect(asked).toEqual([])
  await look()
  expect(asked).toEqual([[remoteId]])
  const sentAt = new Date(sent.sentAt!.getTime() - 2 * 60 * minute)
  await world.core.db.updateTable('delivery').set({ sentAt }).where('id', '=', sent.id).execute()
  answer = { kind: 'read', posts: [{ id: remoteId, likes: 5, reposts: 1, replies: 2 }], gone: [] }
  await look()
  expect(await seen()).toMatchObject({
    likes: 5,
    replies: 2,
    quotes: null,
    history: [
      { likes: 3, replies: 0 },
      { likes: 5, replies: 2 },
    ],
  })
  const { resultsAt } = await world.delivery(sent.id)
  expect(resultsAt!.getTime() - sentAt.getTime()).toBe(6 * 60 * minute)
})

test('what the network does not show any more keeps its last numbers', async () => {
  await look()
  answer = { kind: 'read', posts: [], gone: [remoteId] }
  await look()
  expect(await seen()).toMatchObject({ likes: 3, gone: true, history: [{ likes: 3 }] })
})

test('an allowance that runs out is left to speech, and a network that says later is asked later', async () => {
  const resetsAt = new Date(Date.now() + 5 * minute)
  rate = { limit: 100, remaining: 20, resetsAt }
  await look()
  expect(asked).toEqual([])
  expect((await world.delivery(sent.id)).resultsAt).toEqual(resetsAt)
  rate = { limit: 100, remaining: 90, resetsAt }
  const retryAt = new Date(Date.now() + 9 * minute)
  answer = { kind: 'later', retryAt, detail: 'Slow down' }
  await look()
  expect(asked).toHaveLength(1)
  expect((await world.delivery(sent.id)).resultsAt).toEqual(retryAt)
  expect(await seen()).toBeUndefined()
})

test('the rhythm: often at first, weekly later, over after a month', () => {
  const began = new Date(0)
  const looks = [nextLook(began, began)]
  for (let at = looks[0]; at !== null && at !== undefined; at = looks.at(-1)) looks.push(nextLook(began, at))
  expect(looks.map((at) => (at === null ? null : at.getTime() / minute))).toEqual([
    10,
    60,
    360,
    1440,
    4320,
    10_080,
    20_160,
    30_240,
    43_200,
    null,
  ])
})

test('posts are listed by what people did with them, page by page', async () => {
  const viewer = await world.signIn('viewer')
  await look()
  await dueNow(world, account, 'Nobody looked')
  await wake()
  type Page = { items: { id: string }[]; nextCursor: string | null }
  const page = async (rest: string) =>
    (await viewer.get<Page>(world.path(`/posts?state=published&order=likes&limit=1${rest}`))).body
  const first = await page('')
  expect(first.nextCursor).toMatch(/^[35]_/)
  const all = [first]
  for (let next = first.nextCursor; next !== null; next = all.at(-1)!.nextCursor)
    all.push(await page(`&cursor=${next}`))
  const ids = all.flatMap(({ items }) => items.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.at(-1)).not.toBe(sent.postId)
  expect(ids).toContain(sent.postId)
})
