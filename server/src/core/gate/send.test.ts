import { beforeAll, afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account, Delivery } from '../../db/schema.ts'
import { textDraft } from '../../testing/draft.ts'
import { TestWorld } from '../../testing/world.ts'
import { checkAccount } from '../accounts/check.ts'
import { systemActor } from '../audit/record.ts'
import { writePost } from '../posts/write.ts'

describe('a delivery through the gate', () => {
  let world: TestWorld
  let account: Account

  beforeAll(async () => {
    world = await TestWorld.create({ bluesky: true })
    await world.withoutUndo()
    account = await world.connect()
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(() => world.core.db.deleteFrom('halt').execute())

  async function say(text: string): Promise<Delivery> {
    const draft = textDraft(text, [account.id])
    const { workspaceId, owner } = world
    await writePost(world.core, {
      workspaceId,
      authorId: owner.id,
      draft,
      when: { kind: 'now' },
      actor: systemActor('test'),
    })
    return (await world.deliveries()).at(-1)!
  }

  const onNetwork = async (text: string) =>
    (await world.bluesky.posts(world.bluesky.mairie.did)).filter((post) => post.text === text)

  test('is published once, with its address, its attempt and its record', async () => {
    const { id } = await say('Bonjour à toutes et à tous')
    await world.processAll()
    const sent = await world.delivery(id)
    expect(sent).toMatchObject({ state: 'published', attempts: 1, reason: null })
    const [post, ...others] = await onNetwork('Bonjour à toutes et à tous')
    expect(others).toEqual([])
    expect(post).toMatchObject({ uri: sent.remoteId, rkey: sent.key })
    const attempts = await world.core.db.selectFrom('attempt').selectAll().where('deliveryId', '=', id).execute()
    expect(attempts).toMatchObject([{ id: sent.attemptId, outcome: 'published', workerId: world.core.workerId }])
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select('action')
      .where('subjectId', '=', id)
      .orderBy('seq')
      .execute()
    expect(entries.map((entry) => entry.action)).toEqual([
      'delivery.scheduled',
      'delivery.permitted',
      'delivery.published',
    ])
  })

  test('whose answer is lost becomes unconfirmed, is looked up, and ends as published, once', async () => {
    const { id } = await say('Réponse perdue')
    const fault = world.proxy.dropNextAnswer('putRecord')
    await world.processAll()
    expect((await fault.met).serviceStatus).toBe(200)
    expect(await world.delivery(id)).toMatchObject({ state: 'unconfirmed', reason: 'no_answer' })
    await world.settleAll()
    const settled = await world.delivery(id)
    expect(settled).toMatchObject({ state: 'published', attempts: 1 })
    expect(await onNetwork('Réponse perdue')).toMatchObject([{ uri: settled.remoteId }])
  })

  test('whose request is lost is looked up, found absent, and sent again under the same key', async () => {
    const { id, key } = await say('Requête perdue')
    const fault = world.proxy.dropNextRequest('putRecord')
    await world.processAll()
    await fault.met
    expect(await world.delivery(id)).toMatchObject({ state: 'unconfirmed' })
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'published', attempts: 2, key })
    expect(await onNetwork('Requête perdue')).toHaveLength(1)
  })

  test('told “later” by the network waits as long as it says, and the account’s others wait with it', async () => {
    const first = await say('Trop vite')
    const second = await say('Juste après')
    const reset = Math.floor(Date.now() / 1000) + 120
    world.proxy.answerNext(429, { 'ratelimit-reset': String(reset) }, { error: 'RateLimitExceeded' }, 'putRecord')
    await world.processAll()
    expect(await world.delivery(first.id)).toMatchObject({ state: 'scheduled', reason: 'rate_limited' })
    expect((await world.delivery(first.id)).nextTryAt!.getTime()).toBeGreaterThanOrEqual(reset * 1000 - 1000)
    expect(await world.delivery(second.id)).toMatchObject({ state: 'scheduled', attempts: 0 })
    expect(await onNetwork('Trop vite')).toEqual([])
    await world.core.db.updateTable('account').set({ health: 'ok' }).execute()
    await world.settleAll()
    expect((await world.delivery(first.id)).state).toBe('published')
    expect((await world.delivery(second.id)).sentAt!.getTime()).toBeGreaterThan(
      (await world.delivery(first.id)).sentAt!.getTime(),
    )
  })

  test('refused by the network fails with its reason, and can be tried again', async () => {
    const { id } = await say('Refusé')
    world.proxy.answerNext(
      400,
      {},
      { error: 'InvalidRequest', message: 'Invalid app.bsky.feed.post record' },
      'putRecord',
    )
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'failed', reason: 'invalid' })
    expect(await onNetwork('Refusé')).toEqual([])
  })

  test.each([
    ['all', {}],
    ['all', { workspace: true }],
    ['all', { network: 'bluesky' }],
    ['all', { account: true }],
  ] as const)('under a halt (%s, %o) is held, never an error, and no request leaves', async (level, scope) => {
    const { id } = await say('Silence')
    await world.core.db
      .insertInto('halt')
      .values({
        id: crypto.randomUUID(),
        level,
        reason: 'attack',
        workspaceId: 'workspace' in scope ? world.workspaceId : null,
        network: 'network' in scope ? scope.network : null,
        accountId: 'account' in scope ? account.id : null,
      })
      .execute()
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted', detail: 'attack', attempts: 0 })
    expect(await onNetwork('Silence')).toEqual([])
  })

  test.each(['scheduled', 'automation'] as const)('sent now by a person passes a halt of level %s', async (level) => {
    const text = `Une personne parle (${level})`
    const { id } = await say(text)
    await world.core.db.insertInto('halt').values({ id: crypto.randomUUID(), level }).execute()
    await world.processAll()
    expect((await world.delivery(id)).state).toBe('published')
  })

  test('planned is held by a halt of level scheduled', async () => {
    const { id } = await say('Prévu')
    await world.core.db.updateTable('delivery').set({ origin: 'scheduled' }).where('id', '=', id).execute()
    await world.core.db.insertInto('halt').values({ id: crypto.randomUUID(), level: 'scheduled' }).execute()
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted' })
  })

  test('that fell due longer ago than the grace period is held for a person', async () => {
    const { id } = await say('Bien trop tard')
    await world.core.db
      .updateTable('delivery')
      .set({ dueAt: new Date(Date.now() - 16 * 60_000) })
      .where('id', '=', id)
      .execute()
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'overdue' })
    expect(await onNetwork('Bien trop tard')).toEqual([])
  })

  test('whose key holds an earlier try of it is found there, and is published, not failed', async () => {
    const { id, key } = await say('Déjà là')
    world.proxy.answerNext(400, {}, { error: 'InvalidSwap', message: 'Record was at a cid' }, 'putRecord')
    // the earlier try, whose answer nobody heard
    const { agent, did } = world.bluesky.mairie
    const record = { $type: 'app.bsky.feed.post', text: 'Déjà là', createdAt: new Date().toISOString() }
    await agent.com.atproto.repo.putRecord({ repo: did, collection: 'app.bsky.feed.post', rkey: key, record })
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'unconfirmed', reason: 'key_taken' })
    await world.settleAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'published', attempts: 1 })
    expect(await onNetwork('Déjà là')).toHaveLength(1)
  })

  test('of an account the network has shut is held, and the account says so, until it is open again', async () => {
    const { bluesky } = world
    await bluesky.takeDown(bluesky.mairie.did)
    await world.core.db
      .updateTable('accountCredentials')
      .set({ expiresAt: new Date(0) })
      .execute()
    const { id } = await say('Porte close')
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'account_restricted' })
    const [row] = await world.core.db.selectFrom('account').selectAll().execute()
    expect(row).toMatchObject({ health: 'restricted' })
    await bluesky.restore(bluesky.mairie.did)
    await world.core.db
      .updateTable('accountCredentials')
      .set({ expiresAt: new Date(0) })
      .execute()
    await checkAccount(world.core, row!, systemActor('test'))
    expect(await world.core.db.selectFrom('account').select('health').execute()).toEqual([{ health: 'ok' }])
  })

  test('of an account whose sign-in was revoked is held, and the account says so', async () => {
    const { bluesky } = world
    await bluesky.revokeAppPassword(bluesky.mairie, 'vigie')
    await world.core.db
      .updateTable('accountCredentials')
      .set({ expiresAt: new Date(0) })
      .execute()
    const { id } = await say('Sans connexion')
    const next = await say('Non plus')
    await world.processAll()
    expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'account_needs_sign_in' })
    expect(await world.delivery(next.id)).toMatchObject({ state: 'held', reason: 'account_needs_sign_in' })
    const [row] = await world.core.db.selectFrom('account').select('health').execute()
    expect(row).toEqual({ health: 'needs_sign_in' })
  })
})
