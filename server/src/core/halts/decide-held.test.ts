import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { haltRow, heldDelivery } from '../../testing/halts.ts'
import { TestWorld } from '../../testing/world.ts'

interface Decided {
  done: number
  refused: { id: string; code: string }[]
  drafts: { postId: string; copyOf: string | null; deliveryIds: string[] }[]
  code?: string
}

let world: TestWorld
let eva: Client & { person: { id: string } }
let mairie: Account
let musee: Account
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  mairie = await quietAccount(world, 'mairie.test')
  musee = await quietAccount(world, 'musee.test')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.deleteFrom('delivery').execute()
  await world.core.db.deleteFrom('halt').execute()
})

const decide = async (body: object, who: Client = eva) =>
  (await who.post<Decided>(world.path('/held/decide'), body)).body
const late = (lateMinutes: number, account = mairie) =>
  heldDelivery(world, { account, text: `${lateMinutes}`, lateMinutes })
const due = async (id: string) => (await world.delivery(id)).dueAt.getTime()
const entries = (id: string) =>
  world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', id).orderBy('seq').execute()

describe('the next free slot', () => {
  test('each gets one of its account, in the order of the old times; an account without slots refuses', async () => {
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at: '09:30' }))
    const plan = { timeZone: 'Europe/Paris', slots: everyDay }
    const { status } = await eva.call('PUT', world.path(`/accounts/${mairie.id}/slots`), plan)
    expect(status).toBe(200)
    const [newer, older, other] = [await late(10), await late(90), await late(40, musee)]
    expect(await decide({ ids: [newer, older, other], as: 'slot' })).toEqual({
      done: 2,
      refused: [{ id: other, code: 'SLOT_NONE' }],
      drafts: [],
    })
    expect((await due(newer)) - (await due(older))).toBeGreaterThanOrEqual(23 * 3_600_000)
    const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' })
    expect([await due(older), await due(newer)].map((at) => wall.format(at))).toEqual(['09:30', '09:30'])
    expect(await world.delivery(newer)).toMatchObject({ state: 'scheduled', origin: 'scheduled' })
    expect(await world.delivery(other)).toMatchObject({ state: 'held' })
  })
})

describe('sending', () => {
  test('now: after the undo window, in the order of the old times, a lane never out of order', async () => {
    // made in another order than they are due: the order of creation must not decide
    const ids = [await late(10), await late(90), await late(40, musee), await late(60), await late(5)]
    const began = Date.now()
    expect(await decide({ ids, as: 'send_now' })).toEqual({ done: 5, refused: [], drafts: [] })
    const rows = await world.deliveries()
    expect(rows.every((row) => row.state === 'scheduled' && row.origin === 'person')).toBe(true)
    const lane = rows
      .filter((row) => row.accountId === mairie.id)
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    expect(lane.map((row) => row.outbound.text)).toEqual(['90', '60', '10', '5'])
    expect(new Set(lane.map((row) => row.dueAt.getTime())).size).toBe(4)
    for (const row of rows) expect(row.dueAt.getTime()).toBeGreaterThanOrEqual(began + 10_000 - 50)
    const [entry] = await entries(ids[0]!)
    expect(entry).toMatchObject({
      action: 'delivery.released',
      actorId: eva.person.id,
      detail: { decision: 'send_now' },
    })
  })

  test('moved: the oldest so many minutes from now, the others at their distance', async () => {
    const [first, second, third] = [await late(90), await late(60, musee), await late(20)]
    const began = Date.now()
    expect(await decide({ filter: {}, as: 'move', minutes: 30 })).toMatchObject({ done: 3 })
    const at = await due(first)
    expect(at - began).toBeGreaterThan(30 * 60_000 - 2000)
    expect(at - began).toBeLessThan(31 * 60_000)
    // the rows were written some ms apart
    expect(Math.abs((await due(second)) - at - 30 * 60_000)).toBeLessThan(1000)
    expect(Math.abs((await due(third)) - at - 70 * 60_000)).toBeLessThan(1000)
    expect(await world.delivery(third)).toMatchObject({ state: 'scheduled', origin: 'scheduled', reason: null })
  })

  test('at a time: from then on, in order; a time that has passed is refused whole', async () => {
    const [one, two] = [await late(10), await late(90)]
    const at = new Date(Date.now() + 3_600_000)
    expect(await decide({ ids: [one, two], as: 'at', at: '2020-01-01T00:00:00Z' })).toMatchObject({ code: 'TIME_PAST' })
    expect((await world.delivery(one)).state).toBe('held')
    expect(await decide({ ids: [one, two], as: 'at', at: at.toISOString() })).toMatchObject({ done: 2 })
    expect([await due(two), await due(one)]).toEqual([at.getTime(), at.getTime() + 1])
  })

  test('what another halt covers stays in, and is named; the rest goes', async () => {
    const [covered, free] = [await late(10), await late(20, musee)]
    const halt = await haltRow(world, { accountId: mairie.id })
    for (const how of [{ as: 'send_now' }, { as: 'move', minutes: 5 }, { as: 'at', at: '2100-01-01T00:00:00Z' }]) {
      expect((await decide({ ids: [covered], ...how })).refused).toEqual([{ id: covered, code: 'HALT_ACTIVE' }])
    }
    expect(await decide({ filter: {}, as: 'send_now' })).toMatchObject({
      done: 1,
      refused: [{ id: covered, code: 'HALT_ACTIVE' }],
    })
    expect([(await world.delivery(covered)).state, (await world.delivery(free)).state]).toEqual(['held', 'scheduled'])
    const one = await eva.post<{ code: string; haltId: string }>(world.path(`/deliveries/${covered}/release`), {
      kind: 'now',
    })
    expect([one.status, one.body.code, one.body.haltId]).toEqual([409, 'HALT_ACTIVE', halt])
    // dropping it, or working on it again, is no speech
    expect(await decide({ ids: [covered], as: 'drop' })).toMatchObject({ done: 1 })
  })

  test('of two overlapping halts the second still keeps it in', async () => {
    const id = await late(10)
    const [one, two] = [await haltRow(world, {}), await haltRow(world, { network: 'bluesky', workspaceId: null })]
    const lift = (halt: string) =>
      world.core.db.updateTable('halt').set({ liftedAt: new Date() }).where('id', '=', halt).execute()
    await lift(one)
    expect(await decide({ ids: [id], as: 'send_now' })).toMatchObject({ refused: [{ code: 'HALT_ACTIVE' }] })
    await lift(two)
    expect(await decide({ ids: [id], as: 'send_now' })).toMatchObject({ done: 1, refused: [] })
  })
})

describe('each is decided for itself', () => {
  test('what was cancelled meanwhile, is unknown or is of another workspace is refused, the others are done', async () => {
    const other = await world.otherWorkspace()
    const foreign = await heldDelivery(world, {
      account: await quietAccount(world, 'x.test', other.workspaceId),
      text: 'x',
    })
    const [gone, fine] = [await late(10), await late(20)]
    await eva.post(world.path(`/deliveries/${gone}/cancel`))
    const nothing = '00000000-0000-7000-8000-000000000000'
    for (const as of ['send_now', 'drop', 'draft']) {
      const answer = await decide({ ids: [gone, foreign, nothing], as })
      expect([as, answer.done, answer.refused.toSorted((a, b) => (a.code < b.code ? -1 : 1))]).toEqual([
        as,
        0,
        [{ id: gone, code: 'DELIVERY_STATE_CONFLICT' }, ...[foreign, nothing].map((id) => ({ id, code: 'NOT_FOUND' }))],
      ])
    }
    expect((await world.delivery(gone)).state).toBe('cancelled')
    expect((await world.delivery(foreign)).state).toBe('held')
    expect(await decide({ ids: [gone, fine], as: 'send_now' })).toMatchObject({ done: 1 })
  })

  test('twice, also at the same instant, happens once', async () => {
    const ids = [await late(10), await late(20), await late(30)]
    const answers = await Promise.all([1, 2, 3].map(() => decide({ ids, as: 'send_now' })))
    expect(answers.reduce((sum, answer) => sum + answer.done, 0)).toBe(3)
    const refused = answers.flatMap((answer) => answer.refused)
    expect(refused).toHaveLength(6)
    expect(new Set(refused.map((one) => one.code))).toEqual(new Set(['DELIVERY_STATE_CONFLICT']))
    expect(await entries(ids[0]!)).toHaveLength(1)
  })

  test('a filter reaches what the list shows and nothing else', async () => {
    const [party, other] = [
      await heldDelivery(world, { account: mairie, text: 'La fête continue' }),
      await heldDelivery(world, { account: mairie, text: 'Fermé lundi' }),
    ]
    const later = await heldDelivery(world, { account: mairie, text: 'fête', heldAt: new Date(Date.now() + 60_000) })
    const filter = { q: 'fete', heldBefore: new Date().toISOString() }
    expect(await decide({ filter, as: 'drop' })).toMatchObject({ done: 1, refused: [] })
    expect((await world.delivery(party)).state).toBe('cancelled')
    expect((await world.delivery(other)).state).toBe('held')
    expect((await world.delivery(later)).state).toBe('held')
    expect((await entries(party)).at(-1)?.action).toBe('delivery.dropped')
  })

  test('a body that does not say which and how is refused', async () => {
    const ids = [await late(10)]
    const bodies = [
      { as: 'drop' },
      { ids, filter: {}, as: 'drop' },
      { filter: { accountID: ids[0] }, as: 'drop' },
      { ids, as: 'move' },
      { ids, as: 'drop', minutes: 5 },
      { ids, as: 'at' },
      { ids, as: 'send_now', at: '2100-01-01T00:00:00Z' },
      { ids: [], as: 'drop' },
    ]
    for (const body of bodies) expect(await decide(body)).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect((await world.delivery(ids[0]!)).state).toBe('held')
  })
})

describe('back to draft', () => {
  interface Post {
    id: string
    state: string
    editable: boolean
    text: string
    accountIds: string[]
    version: number
  }
  const post = async (id: string) => (await eva.get<Post>(world.path(`/posts/${id}`))).body

  test('a post kept in everywhere becomes a draft, which is edited and sent again', async () => {
    const one = await heldDelivery(world, { account: mairie, text: 'Venez danser' })
    const { postId } = await world.delivery(one)
    const two = await heldDelivery(world, { account: musee, text: 'Venez danser', postId })
    await haltRow(world, {})
    const answer = await decide({ ids: [one, two], as: 'draft' })
    expect(answer).toMatchObject({ done: 2, refused: [], drafts: [{ postId, copyOf: null }] })
    expect(answer.drafts[0]!.deliveryIds.toSorted()).toEqual([one, two].toSorted())
    const draft = await post(postId)
    expect(draft).toMatchObject({ state: 'draft', editable: true, version: 2 })
    expect(draft.accountIds.toSorted()).toEqual([mairie.id, musee.id].toSorted())
    expect((await entries(one)).at(-1)).toMatchObject({
      action: 'delivery.returned_to_draft',
      detail: { draft: postId },
    })
    expect((await entries(postId)).at(-1)?.action).toBe('post.returned_to_draft')
    const edited = await eva.patch<Post>(world.path(`/posts/${postId}`), {
      version: 2,
      items: [{ text: 'Pensées pour les victimes' }],
    })
    expect(edited.status).toBe(200)
    expect((await eva.post<Post>(world.path(`/posts/${postId}/send`), { kind: 'now' })).status).toBe(200)
    const live = (await world.deliveries()).filter((row) => row.state === 'scheduled')
    expect(live.map((row) => row.outbound.text)).toEqual(['Pensées pour les victimes', 'Pensées pour les victimes'])
  })

  test('a post still planned or out elsewhere is copied for that account alone', async () => {
    const campaignId = await world.campaign('Rentrée')
    const one = await heldDelivery(world, { account: mairie, text: 'Bientôt', campaignId, tags: ['rentrée'] })
    const { postId } = await world.delivery(one)
    await heldDelivery(world, { account: musee, text: 'Bientôt', postId, state: 'scheduled' })
    const { drafts } = await decide({ ids: [one], as: 'draft' })
    expect(drafts).toMatchObject([{ copyOf: postId, deliveryIds: [one] }])
    const copy = drafts[0]!.postId
    expect(copy).not.toBe(postId)
    expect(await post(copy)).toMatchObject({ state: 'draft', text: 'Bientôt', accountIds: [mairie.id] })
    const row = await world.core.db.selectFrom('post').selectAll().where('id', '=', copy).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ campaignId, tags: ['rentrée'], authorId: world.owner.id })
    expect(await entries(copy)).toMatchObject([{ action: 'post.copied', detail: { copyOf: postId } }])
    expect((await post(postId)).state).toBe('scheduled')
  })

  test('an account that was dropped does not come back with the draft', async () => {
    const one = await heldDelivery(world, { account: mairie, text: 'Bientôt' })
    const { postId } = await world.delivery(one)
    const two = await heldDelivery(world, { account: musee, text: 'Bientôt', postId })
    await decide({ ids: [two], as: 'drop' })
    expect(await decide({ ids: [one], as: 'draft' })).toMatchObject({ drafts: [{ postId, copyOf: null }] })
    expect((await post(postId)).accountIds).toEqual([mairie.id])
  })
})

test('a moderator, a viewer and a contributor decide nothing', async () => {
  const id = await late(10)
  for (const role of ['moderator', 'viewer', 'contributor'] as const) {
    expect(await decide({ ids: [id], as: 'drop' }, await world.signIn(role))).toMatchObject({ code: 'FORBIDDEN' })
  }
})
