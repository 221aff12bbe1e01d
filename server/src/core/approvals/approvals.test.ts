import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'
import { expireApprovals } from './expire.ts'

type Member = Client & { person: { id: string } }
interface Approvals {
  current: { state: string; of: object } | null
  missing: string | null
  can: { decide: boolean; withdraw: boolean; override: boolean }
  code?: string
}

const network = new StubNetwork()
let world: TestWorld
let account: Account
let carla: Member // contributor
let eva: Member // editor
let olga: Member // owner
beforeAll(async () => {
  world = await TestWorld.create({ around: network.around })
  account = await quietAccount(world, 'mairie.test')
  carla = await world.signIn('contributor')
  eva = await world.signIn('editor')
  olga = await world.signIn('owner')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  network.asked.length = 0
  await world.core.db.deleteFrom('delivery').execute()
  await world.core.db.updateTable('workspace').set({ approvalRoles: [], approvalAgain: true }).execute()
})

async function draft(text: string, who: Member = carla): Promise<string> {
  const body = { items: [{ text, media: [] }], accountIds: [account.id], send: { kind: 'draft' } }
  return (await who.post<{ id: string }>(world.path('/posts'), body)).body.id
}
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const planned = { of: { role: 'editor' }, when: { kind: 'at', at: tomorrow() } }
const call = async (who: Member, post: string, rest: string, body: object) =>
  (await who.post<Approvals>(world.path(`/posts/${post}/approval${rest}`), body)).body
const ask = (post: string, body: object = planned, who = carla) => call(who, post, '', body)
const decide = (who: Member, post: string, as: string, version = 1) => call(who, post, '/decide', { as, version })
const look = async (who: Member, post: string) => (await who.get<Approvals>(world.path(`/posts/${post}/approval`))).body

/** Its time has come: the gate judges it. */
async function fallDue() {
  await sql`update delivery set due_at = clock_timestamp() where state = 'scheduled'`.execute(world.core.db)
  await world.hurry()
  await world.processAll()
  const [delivery] = await world.deliveries()
  return { state: delivery?.state, reason: delivery?.reason }
}
const actions = async (post: string) => {
  const entries = await world.core.db
    .selectFrom('auditEntry')
    .select('action')
    .where('postId', '=', post)
    .orderBy('seq')
    .execute()
  return entries.map(({ action }) => action)
}

test('a contributor plans with a question; approved before its time, it goes out at its time and was never held', async () => {
  const post = await draft('Oui')
  expect(await ask(post)).toMatchObject({ current: { state: 'asked' }, missing: 'approval_pending' })
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['scheduled'])
  expect((await look(eva, post)).can).toEqual({ decide: true, withdraw: false, override: false })
  expect(await decide(eva, post, 'approved')).toMatchObject({ current: { state: 'approved' }, missing: null })
  expect(await fallDue()).toEqual({ state: 'published', reason: null })
  expect(network.texts).toEqual(['Oui'])
  const said = await actions(post)
  expect(said).toContain('approval.asked')
  expect(said).toContain('approval.approved')
  expect(said).not.toContain('delivery.held')
})

test('what falls due unanswered is held; a later yes does not send it, a person does (I7)', async () => {
  const post = await draft('Trop tard')
  await ask(post)
  expect(await fallDue()).toEqual({ state: 'held', reason: 'approval_pending' })
  const [{ id } = { id: '' }] = await world.deliveries()
  const release = () => eva.post<{ code: string }>(world.path(`/deliveries/${id}/release`), { kind: 'now' })
  expect((await release()).body.code).toBe('APPROVAL_REQUIRED')
  const inBulk = await eva.post(world.path('/held/decide'), { ids: [id], as: 'send_now' })
  expect(inBulk.body).toMatchObject({ done: 0, refused: [{ id, code: 'APPROVAL_REQUIRED' }] })
  await decide(eva, post, 'approved')
  await world.processAll()
  expect(network.texts).toEqual([])
  expect((await release()).status).toBe(200)
  expect(await fallDue()).toMatchObject({ state: 'published' })
})

test('refused, or not answered in time, it stays in and says so', async () => {
  const refused = await draft('Non')
  await ask(refused)
  await decide(eva, refused, 'refused')
  expect(await fallDue()).toEqual({ state: 'held', reason: 'approval_refused' })

  await world.core.db.deleteFrom('delivery').execute()
  const forgotten = await draft('Oubli')
  await ask(forgotten, { ...planned, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  await sql`update approval set expires_at = clock_timestamp() where post_id = ${forgotten}`.execute(world.core.db)
  // by the clock, before anybody has written it down
  expect(await look(eva, forgotten)).toMatchObject({ current: { state: 'expired' }, can: { decide: false } })
  expect(await fallDue()).toEqual({ state: 'held', reason: 'approval_expired' })
  await expireApprovals(world.core)
  await expireApprovals(world.core)
  expect((await actions(forgotten)).filter((action) => action === 'approval.expired')).toHaveLength(1)
  expect((await decide(eva, forgotten, 'approved')).code).toBe('APPROVAL_CLOSED')
})

test('only who was asked answers, never who asks, and only for the words that were looked at', async () => {
  const post = await draft('À qui ?')
  await ask(post, { of: { role: 'admin' } })
  expect((await decide(eva, post, 'approved')).code).toBe('APPROVAL_NOT_YOURS')
  expect((await decide(olga, post, 'approved', 7)).code).toBe('POST_CONFLICT')
  await ask(post, { of: { personId: eva.person.id } })
  expect((await decide(olga, post, 'approved')).code).toBe('APPROVAL_NOT_YOURS')
  expect((await decide(eva, post, 'approved')).current?.state).toBe('approved')
  expect((await look(carla, post)).current?.of).toMatchObject({ person: { id: eva.person.id } })
  const own = await draft('Moi', eva)
  expect((await ask(own, { of: { personId: eva.person.id } }, eva)).code).toBe('APPROVAL_SELF')
  await ask(own, { of: { role: 'editor' } }, eva)
  expect((await decide(eva, own, 'approved')).code).toBe('APPROVAL_NOT_YOURS')
})

test.each([true, false])('new words ask again: %s', async (approvalAgain) => {
  await world.core.db.updateTable('workspace').set({ approvalAgain }).execute()
  const post = await draft('Avant')
  await ask(post)
  await decide(eva, post, 'approved')
  const { status } = await eva.patch(world.path(`/posts/${post}`), {
    items: [{ text: 'Après', media: [] }],
    version: 1,
  })
  expect(status).toBe(200)
  expect((await look(eva, post)).missing).toBe(approvalAgain ? 'approval_pending' : null)
  expect((await actions(post)).includes('approval.asked_again')).toBe(approvalAgain)
  expect((await fallDue()).state).toBe(approvalAgain ? 'held' : 'published')
})

test('where an author’s role must ask, nobody plans the post without; an owner lets it pass with a reason', async () => {
  await olga.patch(world.path(''), { approvalRoles: ['contributor'] })
  const post = await draft('Urgent')
  const send = () => eva.post<{ code?: string }>(world.path(`/posts/${post}/send`), { kind: 'now' })
  expect((await send()).body.code).toBe('APPROVAL_REQUIRED')
  expect((await call(eva, post, '/override', { reason: 'Incendie' })).code).toBe('FORBIDDEN')
  expect(await call(olga, post, '/override', { reason: 'Incendie' })).toMatchObject({
    current: { state: 'overridden' },
  })
  expect((await send()).status).toBe(200)
  expect(await fallDue()).toMatchObject({ state: 'published' })
  const [entry] = await world.core.db
    .selectFrom('auditEntry')
    .selectAll()
    .where('action', '=', 'approval.overridden')
    .execute()
  expect(entry).toMatchObject({ actorId: olga.person.id, detail: { reason: 'Incendie' } })
})

test('what the gate finds planned past the rule stays in (I8)', async () => {
  const post = await draft('Déjà prévu')
  await eva.post(world.path(`/posts/${post}/send`), { kind: 'at', at: tomorrow() })
  await olga.patch(world.path(''), { approvalRoles: ['contributor'] })
  expect(await fallDue()).toEqual({ state: 'held', reason: 'approval_missing' })
})

test('a contributor may mend what waits, and takes it back whole', async () => {
  const post = await draft('Fote')
  await ask(post)
  expect(
    (await carla.patch(world.path(`/posts/${post}`), { items: [{ text: 'Faute', media: [] }], version: 1 })).status,
  ).toBe(200)
  expect((await eva.delete(world.path(`/posts/${post}/approval`))).status).toBe(403)
  expect((await carla.delete(world.path(`/posts/${post}/approval`))).status).toBe(204)
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['cancelled'])
  expect(await fallDue()).toMatchObject({ state: 'cancelled' })
})
