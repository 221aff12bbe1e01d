import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account, Delivery } from '../../db/schema.ts'
import type { Client } from '../../testing/client.ts'
import { haltRow } from '../../testing/halts.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'
import { reconnectAccount } from '../accounts/connect.ts'
import { systemActor } from '../audit/record.ts'
import { wakeRecalls } from './recall.ts'

interface Out {
  items: {
    id: string
    text: string
    state: string
    url: string | null
    canRecall: boolean
    statement: boolean
    recall: { outcome: string | null; detail: string | null; askedBy: string } | null
  }[]
  total: number
}
interface Asked {
  asked: number
  refused: { id: string; code: string }[]
}

describe('what went out is taken back, from the real network, during the stop (I12)', () => {
  let world: TestWorld
  let eva: Client & { person: { name: string } }
  let mairie: Account
  let alice: Account
  beforeAll(async () => {
    world = await TestWorld.create({ bluesky: true })
    await world.withoutUndo()
    eva = await world.signIn('moderator')
    mairie = await world.connect()
    alice = await world.connect(world.bluesky.alice)
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    await world.core.db
      .updateTable('halt')
      .set({ liftedAt: new Date(0) })
      .execute()
    // what an earlier test left is long past
    await world.core.db
      .updateTable('delivery')
      .set({ sentAt: new Date(0) })
      .where('sentAt', 'is not', null)
      .execute()
  })

  async function publish(text: string, account = mairie): Promise<Delivery> {
    const { id } = await say(world, account, text)
    await world.processAll()
    const sent = await world.delivery(id)
    expect(sent.state).toBe('published')
    return sent
  }
  const out = async (halt: string, query = '') => (await eva.get<Out>(world.path(`/halts/${halt}/out${query}`))).body
  const ask = (halt: string, body: object = {}) => eva.post<Asked>(world.path(`/halts/${halt}/recall`), body)
  const onNetwork = async (text: string) => {
    const dids = [world.bluesky.mairie.did, world.bluesky.alice.did]
    const posts = (await Promise.all(dids.map((did) => world.bluesky.posts(did)))).flat()
    return posts.filter((post) => post.text === text).length
  }
  const actions = async (id: string) => {
    const rows = await world.core.db
      .selectFrom('auditEntry')
      .selectAll()
      .where('subjectId', '=', id)
      .orderBy('seq')
      .execute()
    return rows.map((row) => row.action)
  }

  test('all of it at once, and what was under way when the stop was sealed too', async () => {
    const one = await publish('Avant un')
    const two = await publish('Avant deux')
    const halt = await haltRow(world, { sealedAt: new Date(Date.now() - 1000), reason: 'attentat' })
    await world.core.db
      .updateTable('delivery')
      .set({ sentAt: new Date(Date.now() - 500) })
      .where('id', '=', two.id)
      .execute()
    await world.core.db
      .updateTable('delivery')
      .set({ sentAt: new Date(Date.now() - 59 * 60_000) })
      .where('id', '=', one.id)
      .execute()
    const before = await out(halt)
    expect(before.items.map((item) => [item.text, item.canRecall, item.recall])).toEqual([
      ['Avant deux', true, null],
      ['Avant un', true, null],
    ])
    expect(before.items[0]!.url).toBe(two.url)
    expect(await ask(halt)).toMatchObject({ status: 202, body: { asked: 2, refused: [] } })
    expect((await out(halt)).items.map((item) => [item.canRecall, item.recall?.outcome])).toEqual([
      [false, null],
      [false, null],
    ])
    await world.processAll()
    expect([await onNetwork('Avant un'), await onNetwork('Avant deux')]).toEqual([0, 0])
    const after = await out(halt)
    expect(after.items.map((item) => [item.state, item.recall])).toEqual([
      ['retracted', expect.objectContaining({ outcome: 'removed', askedBy: eva.person.name })],
      ['retracted', expect.objectContaining({ outcome: 'removed', askedBy: eva.person.name })],
    ])
    expect((await actions(one.id)).slice(-2)).toEqual(['delivery.recall_asked', 'delivery.retracted'])
    // again: nothing is left to ask for
    expect((await ask(halt)).body).toEqual({ asked: 0, refused: [] })
    expect((await ask(halt, { deliveryIds: [one.id] })).body).toEqual({
      asked: 0,
      refused: [{ id: one.id, code: 'DELIVERY_STATE_CONFLICT' }],
    })
  })

  test('only what is in scope and in time; one by one too', async () => {
    const old = await publish('Vieux')
    const [ours, hers] = [await publish('De la mairie'), await publish('D’Alice', alice)]
    const age = sql<Date>`clock_timestamp() - interval '3 hours'`
    await world.core.db.updateTable('delivery').set({ sentAt: age }).where('id', '=', old.id).execute()
    const halt = await haltRow(world, { accountId: mairie.id })
    expect((await out(halt)).items.map((item) => item.id)).toEqual([ours.id])
    expect((await out(halt, '?minutes=240')).total).toBe(2)
    const answer = await ask(halt, { deliveryIds: [old.id, hers.id] })
    expect(answer.body).toEqual({ asked: 1, refused: [{ id: hers.id, code: 'NOT_FOUND' }] })
    await world.processAll()
    expect([await onNetwork('Vieux'), await onNetwork('De la mairie'), await onNetwork('D’Alice')]).toEqual([0, 1, 1])
  })

  test('one whose account needs a sign-in fails, is shown with what to do, stops no other, and may be asked again', async () => {
    const [fails, works] = [await publish('Reste', alice), await publish('Part')]
    const halt = await haltRow(world, {})
    await world.bluesky.revokeAppPassword(world.bluesky.alice, 'vigie')
    const gone = world.core.db.updateTable('accountCredentials').set({ expiresAt: new Date(0) })
    await gone.where('accountId', '=', alice.id).execute()
    expect((await ask(halt)).body.asked).toBe(2)
    await world.processAll()
    expect([await onNetwork('Reste'), await onNetwork('Part')]).toEqual([1, 0])
    const shown = (await out(halt)).items.find((item) => item.id === fails.id)
    expect(shown).toMatchObject({ state: 'published', canRecall: true, recall: { outcome: 'failed' } })
    expect(shown?.recall?.detail).toContain('still public')
    expect((await world.delivery(works.id)).state).toBe('retracted')
    expect(await actions(fails.id)).toContain('delivery.recall_failed')
    const { health } = await world.core.db
      .selectFrom('account')
      .select('health')
      .where('id', '=', alice.id)
      .executeTakeFirstOrThrow()
    expect(health).toBe('needs_sign_in')
    // signed in anew, asked again
    const password = await world.bluesky.appPassword(world.bluesky.alice, 'vigie again')
    await reconnectAccount(world.core, {
      workspaceId: world.workspaceId,
      accountId: alice.id,
      signIn: { service: world.proxy.url, handle: alice.handle, password },
      actor: systemActor('test'),
    })
    expect((await ask(halt)).body.asked).toBe(1)
    await world.processAll()
    expect(await onNetwork('Reste')).toBe(0)
    expect((await out(halt)).items.find((item) => item.id === fails.id)?.recall?.outcome).toBe('removed')
  })

  test('a lost answer is asked again by itself; a network that stays away fails in the end', async () => {
    const { id } = await publish('Injoignable')
    const lost = await publish('Réponse perdue')
    const halt = await haltRow(world, {})
    world.proxy.dropNextAnswer('com.atproto.repo.deleteRecord')
    await ask(halt, { deliveryIds: [lost.id] })
    await world.processAll()
    expect((await out(halt)).items[0]).toMatchObject({
      recall: { outcome: null, detail: expect.stringContaining('public') },
    })
    await world.hurry()
    await world.processAll()
    expect((await out(halt)).items[0]).toMatchObject({ state: 'retracted', recall: { outcome: 'removed' } })

    await world.proxy.refuse()
    await ask(halt, { deliveryIds: [id] })
    for (let tries = 0; tries < 5; tries++) {
      await world.hurry()
      await world.processAll()
    }
    await world.proxy.accept()
    expect((await out(halt)).items[1]).toMatchObject({ id, state: 'published', recall: { outcome: 'failed' } })
    expect((await actions(id)).filter((action) => action === 'delivery.recall_postponed')).toHaveLength(4)
  })

  test('a statement stays when everything is taken back; named, it goes', async () => {
    const statement = await publish('Nos pensées')
    const halt = await haltRow(world, { sealedAt: new Date(Date.now() - 60_000) })
    const leave = { id: halt, haltId: halt, deliveryId: statement.id, reason: 'statement', grantedBy: world.owner.id }
    await world.core.db
      .insertInto('haltExemption')
      .values({ ...leave, deliveryKey: statement.key })
      .execute()
    const attempts = world.core.db.updateTable('attempt').set({ exemptionId: halt })
    await attempts.where('id', '=', statement.attemptId).execute()
    expect((await out(halt)).items).toMatchObject([{ statement: true, canRecall: true }])
    expect((await ask(halt)).body.asked).toBe(0)
    expect((await ask(halt, { deliveryIds: [statement.id] })).body.asked).toBe(1)
  })

  test('twice at the same instant is one job and one entry; a lost job is added again', async () => {
    const { id } = await publish('Une fois')
    const halt = await haltRow(world, {})
    const answers = await Promise.all([ask(halt), ask(halt), ask(halt)])
    expect(answers.reduce((sum, { body }) => sum + body.asked, 0)).toBe(1)
    expect((await actions(id)).filter((action) => action === 'delivery.recall_asked')).toHaveLength(1)
    await sql`delete from graphile_worker._private_jobs where key like 'recall:%'`.execute(world.core.db)
    await wakeRecalls(world.core)
    await world.processAll()
    expect(await onNetwork('Une fois')).toBe(1)
    await world.core.db
      .updateTable('haltRecall')
      .set({ askedAt: sql<Date>`asked_at - interval '2 minutes'` })
      .where('deliveryId', '=', id)
      .execute()
    await wakeRecalls(world.core)
    await world.processAll()
    expect(await onNetwork('Une fois')).toBe(0)
  })

  test('another workspace’s halt, and who may not, get nothing', async () => {
    const other = await world.otherWorkspace()
    const theirs = await haltRow(world, { workspaceId: other.workspaceId })
    expect((await ask(theirs)).status).toBe(404)
    const { id } = await publish('Le nôtre')
    const installation = await haltRow(world, { workspaceId: null })
    const seen = await other.owner.get<Out>(world.path(`/halts/${installation}/out`, other.workspaceId))
    expect(seen.body).toMatchObject({ items: [], total: 0 })
    const body = { deliveryIds: [id] }
    const asked = await other.owner.post<Asked>(world.path(`/halts/${installation}/recall`, other.workspaceId), body)
    expect(asked.body).toEqual({ asked: 0, refused: [{ id, code: 'NOT_FOUND' }] })
    const paul = await world.signIn('contributor')
    expect((await paul.post(world.path(`/halts/${installation}/recall`), body)).status).toBe(403)
    expect(await onNetwork('Le nôtre')).toBe(1)
  })
})
