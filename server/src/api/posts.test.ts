import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../db/schema.ts'
import { quietAccount } from '../testing/account.ts'
import type { Client } from '../testing/client.ts'
import { TestWorld } from '../testing/world.ts'

interface Delivery {
  id: string
  state: string
  dueAt: string
  undoUntil: string | null
  can: Record<string, boolean>
  account: { id: string; handle: string }
  history: { action: string; by: { kind: string; name: string } }[]
}
interface Post {
  id: string
  version: number
  text: string
  state: string
  editable: boolean
  accountIds: string[]
  deliveries: Delivery[]
  code?: string
  detail?: string
  errors?: { field: string; problem: string; account?: string }[]
}

let world: TestWorld
let eva: Client
let cora: Client
let mairie: Account
let culture: Account
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  cora = await world.signIn('contributor')
  mairie = await quietAccount(world, 'mairie.test')
  culture = await quietAccount(world, 'culture.test')
})
afterAll(() => world[Symbol.asyncDispose]())

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const draft = { kind: 'draft' } as const
const write = (who: Client, send: object, more: object = {}) =>
  who.post<Post>(world.path('/posts'), {
    items: [{ text: 'Bonjour' }],
    options: { languages: ['fr'] },
    accountIds: [mairie.id],
    send,
    ...more,
  })
const of = (post: Post, rest = '') => world.path(`/posts/${post.id}${rest}`)
const read = async (post: Post) => (await eva.get<Post>(of(post))).body

describe('a draft', () => {
  test('is written, changed and deleted by who may write', async () => {
    const made = await write(cora, draft)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      state: 'draft',
      version: 1,
      editable: true,
      deliveries: [],
      accountIds: [mairie.id],
    })
    const change = {
      items: [{ text: 'Bonsoir' }],
      options: { languages: ['fr', 'en-GB'] },
      accountIds: [culture.id, mairie.id],
      version: 1,
    }
    expect((await cora.patch<Post>(of(made.body), change)).body).toMatchObject({
      items: [{ text: 'Bonsoir' }],
      version: 2,
    })
    expect(new Set((await read(made.body)).accountIds)).toEqual(new Set([mairie.id, culture.id]))
    expect((await cora.delete(of(made.body))).status).toBe(204)
    for (const answer of [
      await cora.get(of(made.body)),
      await cora.delete(of(made.body)),
      await eva.post(of(made.body, '/send'), { kind: 'now' }),
    ]) {
      expect(answer.status).toBe(404)
    }
  })

  test('is not overwritten by who saw an older one, also at the same instant', async () => {
    const { body } = await write(eva, draft)
    const changes = ['one', 'two', 'three', 'four'].map((text) =>
      eva.patch<Post>(of(body), { items: [{ text }], version: 1 }),
    )
    const answers = await Promise.all(changes)
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('POST_CONFLICT')
    expect((await read(body)).version).toBe(2)
  })

  test('may be too long or for nobody; sending it says what is wrong, and with which account', async () => {
    const { body } = await write(eva, draft, { items: [{ text: 'é'.repeat(301) }] })
    const refused = await eva.post<Post>(of(body, '/send'), { kind: 'now' })
    expect([refused.status, refused.body.code]).toEqual([422, 'POST_INVALID'])
    expect(refused.body.errors).toMatchObject([
      { field: 'items.0.text', problem: 'text_too_long', account: 'mairie.test' },
    ])
    expect((await read(body)).state).toBe('draft')
    const nobody = await write(eva, { kind: 'now' }, { accountIds: [] })
    expect([nobody.status, nobody.body.errors?.[0]?.field]).toEqual([422, 'accountIds'])
  })

  test('names one account twice, and is for it once', async () => {
    const { status, body } = await write(eva, { kind: 'at', at: tomorrow() }, { accountIds: [mairie.id, mairie.id] })
    expect([status, body.deliveries.length]).toEqual([201, 1])
  })
})

describe('sending', () => {
  test('now waits for the undo window', async () => {
    const { body } = await write(eva, { kind: 'now' }, { accountIds: [mairie.id, culture.id] })
    expect(body.state).toBe('scheduled')
    expect(body.deliveries).toHaveLength(2)
    for (const delivery of body.deliveries) {
      expect(delivery.undoUntil).toBe(delivery.dueAt)
      const waits = new Date(delivery.dueAt).getTime() - Date.now()
      expect(waits).toBeGreaterThan(0)
      expect(waits).toBeLessThanOrEqual(10_500)
      expect(delivery.can).toMatchObject({ cancel: true, reschedule: true, takeDown: false })
    }
    for (const { id } of body.deliveries) await eva.post(world.path(`/deliveries/${id}/cancel`))
    expect((await read(body)).state).toBe('draft')
  })

  test('at a time that has passed is refused, and nothing is left behind', async () => {
    const answer = await write(
      eva,
      { kind: 'at', at: new Date(Date.now() - 1000).toISOString() },
      { items: [{ text: 'Trop tard' }] },
    )
    expect([answer.status, answer.body.code]).toEqual([422, 'TIME_PAST'])
    const { body } = await eva.get<{ items: Post[] }>(world.path('/posts'))
    expect(body.items.map((post) => post.text)).not.toContain('Trop tard')
  })

  test('is not for contributors: neither now, nor later, nor by changing what is planned', async () => {
    for (const send of [{ kind: 'now' }, { kind: 'at', at: tomorrow() }]) {
      expect((await write(cora, send)).body.code).toBe('FORBIDDEN')
    }
    const { body } = await write(cora, draft)
    expect((await cora.post<Post>(of(body, '/send'), { kind: 'now' })).body.code).toBe('FORBIDDEN')
    await eva.post(of(body, '/send'), { kind: 'at', at: tomorrow() })
    expect((await cora.patch<Post>(of(body), { items: [{ text: 'Hacked' }], version: 1 })).body.code).toBe('FORBIDDEN')
    expect((await cora.delete<Post>(of(body))).body.code).toBe('POST_SENT')
    expect((await read(body)).text).toBe('Bonjour')
  })

  test('and changing at the same instant never plans other words than the post shows', async () => {
    for (let round = 0; round < 12; round++) {
      const { body } = await write(eva, draft, { items: [{ text: `before ${round}` }] })
      const who = round % 2 === 0 ? eva : cora
      await Promise.all([
        eva.post(of(body, '/send'), { kind: 'at', at: tomorrow() }),
        who.patch(of(body), { items: [{ text: `after ${round}` }], version: 1 }),
        round % 3 === 0 ? eva.delete(of(body)) : undefined,
      ])
      const post = await world.core.db
        .selectFrom('post')
        .selectAll()
        .where('id', '=', body.id)
        .executeTakeFirstOrThrow()
      const deliveries = await world.core.db.selectFrom('delivery').selectAll().where('postId', '=', body.id).execute()
      for (const delivery of deliveries) expect(delivery.outbound.text).toBe(post.items[0]?.text)
      expect(post.deletedAt === null || deliveries.length === 0).toBe(true)
    }
  })

  test('twice at the same instant sends once', async () => {
    const { body } = await write(eva, draft)
    const answers = await Promise.all(
      [1, 2, 3].map(() => eva.post<Post>(of(body, '/send'), { kind: 'at', at: tomorrow() })),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect((await read(body)).deliveries).toHaveLength(1)
  })

  test('for an account that was disconnected is refused', async () => {
    const gone = await quietAccount(world, 'gone.test')
    const anna = await world.signIn('admin')
    expect((await anna.delete(world.path(`/accounts/${gone.id}`))).status).toBe(200)
    const answer = await write(eva, { kind: 'now' }, { accountIds: [gone.id] })
    expect([answer.status, answer.body.code]).toEqual([409, 'ACCOUNT_DISCONNECTED'])
    expect(answer.body.detail).toContain('gone.test')
  })
})

describe('a planned post', () => {
  test('keeps its words once a try to send it had no answer: the first request may still arrive', async () => {
    const { body } = await write(eva, { kind: 'at', at: tomorrow() })
    const deliveryId = body.deliveries[0]!.id
    const attempt = { id: deliveryId, deliveryId, workerId: world.core.workerId, sendBefore: new Date() }
    const { db } = world.core
    await db
      .insertInto('attempt')
      .values({ ...attempt, outcome: 'unknown' })
      .execute()
    const refused = await eva.patch<Post>(of(body), { items: [{ text: 'Other words' }], version: 1 })
    expect([refused.status, refused.body.code]).toEqual([409, 'POST_SENT'])
    expect(refused.body.detail).toContain('no answer')
    await db.updateTable('attempt').set({ outcome: 'later' }).where('id', '=', deliveryId).execute()
    expect((await eva.patch(of(body), { items: [{ text: 'Other words' }], version: 1 })).status).toBe(200)
  })

  test('is changed with its deliveries: what is sent is what was last saved', async () => {
    const { body } = await write(eva, { kind: 'at', at: tomorrow() })
    const changed = await eva.patch<Post>(of(body), {
      items: [{ text: 'Bonsoir' }],
      accountIds: [mairie.id],
      version: 1,
    })
    expect(changed.status).toBe(200)
    const { outbound } = await world.delivery(body.deliveries[0]!.id)
    expect(outbound.text).toBe('Bonsoir')
    const other = await eva.patch<Post>(of(body), { accountIds: [culture.id], version: 2 })
    expect([other.status, other.body.code]).toEqual([409, 'POST_SENT'])
    const long = await eva.patch<Post>(of(body), { items: [{ text: 'é'.repeat(301) }], version: 2 })
    expect([long.status, long.body.code]).toEqual([422, 'POST_INVALID'])
    expect((await read(body)).text).toBe('Bonsoir')
  })
})

describe('the list of posts', () => {
  test('is by page, each post once, newest first', async () => {
    const { workspaceId, owner } = await world.otherWorkspace()
    const path = world.path('/posts', workspaceId)
    for (let at = 0; at < 7; at++)
      await owner.post(path, { items: [{ text: `${at}` }], options: { languages: [] }, accountIds: [], send: draft })
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 5; page++) {
      const { body } = await owner.get<{ items: Post[]; nextCursor: string | null }>(`${path}?limit=3${cursor}`)
      seen.push(...body.items.map((post) => post.text))
      if (body.nextCursor === null) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  })
})

describe('variants', () => {
  const frozen = async (post: Post, accountId: string) =>
    (await world.deliveries()).filter((row) => row.postId === post.id && row.accountId === accountId)
  const said = async (post: Post, account: Account) =>
    (await frozen(post, account.id)).map(({ kind, state, outbound }) => [kind, state, outbound.text])

  test('follow the post until they have words of their own; each account gets its thread, in its order', async () => {
    const { body } = await write(eva, draft, {
      items: [{ text: 'One' }, { text: 'Two' }],
      options: { languages: ['fr'], firstComment: { text: 'Sources' } },
      accountIds: [mairie.id, culture.id],
      variants: [{ accountId: culture.id, items: [{ text: 'Ours' }], options: { firstComment: null } }],
    })
    const sent = await eva.post<Post>(of(body, '/send'), { kind: 'at', at: tomorrow() })
    expect([sent.status, sent.body.text]).toEqual([200, 'One\n\nTwo'])
    expect(await said(body, mairie)).toEqual([
      ['post', 'scheduled', 'One'],
      ['thread_item', 'scheduled', 'Two'],
      ['first_comment', 'scheduled', 'Sources'],
    ])
    const [first, second, third] = await frozen(body, mairie.id)
    expect([first, second, third]).toMatchObject([
      { position: 0, afterId: null, rootId: null },
      { position: 1, afterId: first!.id, rootId: first!.id },
      { position: 2, afterId: second!.id, rootId: first!.id },
    ])
    expect(new Set([first, second, third].map((row) => row!.dueAt.getTime())).size).toBe(1)
    expect(await said(body, culture)).toEqual([['post', 'scheduled', 'Ours']])
    expect((await frozen(body, culture.id))[0]!.outbound.languages).toEqual(['fr'])
  })

  test('change with the post while it is planned: items come, go and stay in their order', async () => {
    const items = (...texts: string[]) => ({ items: texts.map((text) => ({ text })) })
    const { body } = await write(eva, { kind: 'at', at: tomorrow() }, items('A', 'B'))
    const keys = async () => (await frozen(body, mairie.id)).map(({ key }) => key)
    const before = await keys()
    await eva.patch(of(body), { ...items('A', 'B', 'C'), version: 1 })
    expect((await said(body, mairie)).map(([, , text]) => text)).toEqual(['A', 'B', 'C'])
    // other words are another key: what was let pass, or may still arrive, was the one before
    expect((await keys()).filter((key) => before.includes(key))).toEqual([])
    await eva.patch(of(body), { ...items('C'), version: 2 })
    expect(await said(body, mairie)).toEqual([
      ['post', 'scheduled', 'C'],
      ['thread_item', 'cancelled', 'B'],
      ['thread_item', 'cancelled', 'C'],
    ])
    const long = await eva.patch<Post>(of(body), { ...items('C', 'é'.repeat(301)), version: 3 })
    expect([long.status, long.body.errors?.[0]?.field]).toEqual([422, 'items.1.text'])
  })

  test('are for the accounts of the post: what is for another is dropped with it', async () => {
    const own = { accountId: culture.id, items: [{ text: 'Own' }], options: null }
    const { body } = await write(eva, draft, { accountIds: [mairie.id, culture.id], variants: [own] })
    const kept = await eva.patch<Post & { variants: object[] }>(of(body), { items: [{ text: 'Base' }], version: 1 })
    expect(kept.body.variants).toEqual([
      { accountId: mairie.id, items: null, options: null },
      { accountId: culture.id, items: [{ text: 'Own', media: [] }], options: null },
    ])
    const left = await eva.patch<Post & { variants: object[] }>(of(body), { accountIds: [mairie.id], version: 2 })
    expect(left.body.variants).toEqual([{ accountId: mairie.id, items: null, options: null }])
  })
})
