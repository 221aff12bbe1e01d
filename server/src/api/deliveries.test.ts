import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryState } from '../db/schema.ts'
import type { Client } from '../testing/client.ts'
import { makeObjects } from '../testing/objects.ts'
import { TestWorld } from '../testing/world.ts'

interface Delivery {
  id: string
  state: DeliveryState
  reason: string | null
  dueAt: string
  url: string | null
  code?: string
  history: { action: string; by: { kind: string; name: string } }[]
}

let world: TestWorld
let eva: Client & { person: { name: string } }
let objects: ReturnType<typeof makeObjects>
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  objects = makeObjects(world, world.workspaceId, world.owner.id)
})
afterAll(() => world[Symbol.asyncDispose]())

const act = (id: string, action: string, body: object = {}, who: Client = eva) =>
  who.post<Delivery>(world.path(`/deliveries/${id}/${action}`), body)
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('what a person asks of a delivery', () => {
  const cases: [DeliveryState, string, object, DeliveryState, string][] = [
    ['scheduled', 'cancel', {}, 'cancelled', 'delivery.cancelled'],
    ['held', 'cancel', {}, 'cancelled', 'delivery.cancelled'],
    ['failed', 'cancel', {}, 'cancelled', 'delivery.cancelled'],
    ['scheduled', 'reschedule', { kind: 'at', at: later(3) }, 'scheduled', 'delivery.rescheduled'],
    ['held', 'release', { kind: 'now' }, 'scheduled', 'delivery.released'],
    ['failed', 'retry', { kind: 'at', at: later(3) }, 'scheduled', 'delivery.retried'],
    [
      'unconfirmed',
      'decide',
      { as: 'published', url: 'https://bsky.app/x' },
      'published',
      'delivery.decided_published',
    ],
    ['unconfirmed', 'decide', { as: 'not_published' }, 'held', 'delivery.decided_not_published'],
  ]

  test.each(cases)('a %s one: %s %o makes it %s', async (from, action, body, to, recorded) => {
    const id = await objects.delivery(from)
    const answer = await act(id, action, body)
    expect([answer.status, answer.body.state]).toEqual([200, to])
    expect(answer.body.history.at(-1)).toMatchObject({
      action: recorded,
      by: { kind: 'person', name: eva.person.name },
    })
  })

  const actions = ['cancel', 'reschedule', 'release', 'retry', 'look-up', 'decide', 'take-down']
  const bodies: Record<string, object> = { decide: { as: 'not_published' } }
  test.each(['sending', 'cancelled', 'retracted', 'published'] as const)(
    'a %s one refuses all that is not for it',
    async (state) => {
      const id = await objects.delivery(state === 'sending' ? 'scheduled' : state)
      if (state === 'sending') {
        await world.core.db.updateTable('delivery').set({ state, attemptId: id }).where('id', '=', id).execute()
      }
      for (const action of actions.filter((one) => state !== 'published' || one !== 'take-down')) {
        const answer = await act(id, action, bodies[action] ?? { kind: 'now' })
        expect([action, answer.status, answer.body.code]).toEqual([action, 409, 'DELIVERY_STATE_CONFLICT'])
        expect(answer.body.state).toBe(state)
      }
    },
  )

  test('a new time that has passed is refused', async () => {
    const id = await objects.delivery()
    const answer = await act(id, 'reschedule', { kind: 'at', at: '2020-01-01T00:00:00Z' })
    expect([answer.status, answer.body.code]).toEqual([422, 'TIME_PAST'])
  })

  test('twice at the same instant happens once', async () => {
    const id = await objects.delivery()
    const answers = await Promise.all([act(id, 'cancel'), act(id, 'cancel'), act(id, 'cancel')])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  })

  test('one that a person saw on the network is published, and Vigie does not claim to be able to take it down', async () => {
    const id = await objects.delivery('unconfirmed')
    const { body } = await act(id, 'decide', { as: 'published' })
    expect(body).toMatchObject({ state: 'published', reason: 'seen_by_person', url: null, can: { takeDown: false } })
    expect(await act(id, 'take-down')).toMatchObject({ status: 409, body: { code: 'DELIVERY_STATE_CONFLICT' } })
  })

  test('a url that is none is refused', async () => {
    const id = await objects.delivery('unconfirmed')
    for (const url of ['bsky.app/x', 'javascript:alert(1)', 'data:text/html,x']) {
      expect([url, (await act(id, 'decide', { as: 'published', url })).status]).toEqual([url, 422])
    }
  })
})

describe('the list of deliveries', () => {
  type List = { items: Delivery[]; nextCursor: string | null }
  const list = async (query: string) => (await eva.get<List>(world.path(`/deliveries?${query}`))).body
  beforeEach(() => world.core.db.deleteFrom('delivery').execute())

  test('is by page, each once, also when many are due at the same instant', async () => {
    const ids = await Promise.all(Array.from({ length: 11 }, () => objects.delivery()))
    const dueAt = new Date(Date.now() + 3_600_000)
    await world.core.db.updateTable('delivery').set({ dueAt }).execute()
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: List = await list(`limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`)
      expect(page.items.length).toBeLessThanOrEqual(4)
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('is by state, by account and by time', async () => {
    const [held, failed, planned] = [
      await objects.delivery('held'),
      await objects.delivery('failed'),
      await objects.delivery(),
    ]
    const ids = async (query: string) => (await list(query)).items.map((item) => item.id).toSorted()
    expect(await ids('state=held')).toEqual([held])
    expect(await ids('state=held&state=failed')).toEqual([held, failed].toSorted())
    const { accountId } = await world.delivery(planned)
    expect(await ids(`accountId=${accountId}`)).toEqual([planned])
    await world.core.db
      .updateTable('delivery')
      .set({ dueAt: later(10) })
      .where('id', '=', planned)
      .execute()
    expect(await ids(`from=${later(9)}`)).toEqual([planned])
    expect(await ids(`to=${later(9)}`)).toEqual([held, failed].toSorted())
  })
})
