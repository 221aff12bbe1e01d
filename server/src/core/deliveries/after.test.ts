import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PublishOutcome } from '../../connectors/contract.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { say } from '../../testing/speak.ts'
import { published, StubNetwork } from '../../testing/stub-network.ts'
import { TestWorld } from '../../testing/world.ts'

interface Answer {
  readonly id: string
  readonly code?: string
  readonly kind: string
  readonly state: string
  readonly subjectId: string | null
  readonly items: readonly { readonly text: string }[]
  readonly tags: readonly string[]
}
const now = { send: { kind: 'now' } }

describe('on the real network', () => {
  let world: TestWorld
  let editor: Client
  let account: Account
  beforeAll(async () => {
    world = await TestWorld.create({ bluesky: true })
    await world.withoutUndo()
    editor = await world.signIn('editor')
    account = await world.connect()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const reposts = async () => {
    const { agent, did: repo } = world.bluesky.mairie
    const { data } = await agent.com.atproto.repo.listRecords({ repo, collection: 'app.bsky.feed.repost' })
    return data.records.map(({ value }) => (value as { subject: { uri: string } }).subject.uri)
  }

  test('a post is reposted once, also when the answer is lost, and the repost is undone alone', async () => {
    const { id } = await say(world, account, 'Worth repeating')
    await world.processAll()
    const out = await world.delivery(id)
    world.proxy.dropNextAnswer('putRecord')
    const { status, body } = await editor.post<Answer>(world.path(`/deliveries/${id}/repost`), now)
    expect([status, body.kind, body.subjectId]).toEqual([201, 'repost', id])
    await world.settleAll()
    expect((await world.delivery(body.id)).state).toBe('published')
    expect(await reposts()).toEqual([out.remoteId])
    const again = await editor.post<Answer>(world.path(`/deliveries/${id}/repost`), now)
    expect([again.status, again.body.code]).toEqual([409, 'DELIVERY_STATE_CONFLICT'])
    expect((await editor.post(world.path(`/deliveries/${body.id}/take-down`))).status).toBe(200)
    expect(await reposts()).toEqual([])
    expect((await world.delivery(id)).state).toBe('published')
    const edit = await editor.post<Answer>(world.path(`/deliveries/${id}/edit`), { text: 'Other', ...now })
    expect([edit.status, edit.body.code]).toEqual([409, 'NETWORK_UNSUPPORTED'])
  })
})

describe('on a network that has edits', () => {
  const network = new StubNetwork()
  let world: TestWorld
  let editor: Client
  let sent: Delivery
  let edits: { remoteId: string; text: unknown }[] = []
  let outcome: PublishOutcome = published
  beforeAll(async () => {
    world = await TestWorld.create({
      around: (connectors) => {
        const { bluesky, ...others } = network.around(connectors)
        const kinds = [...bluesky.capabilities.kinds, 'edit'] as const
        const capabilities = { ...bluesky.capabilities, kinds, edit: {}, settlesBy: 'look_up' } as const
        return {
          ...others,
          bluesky: {
            ...bluesky,
            capabilities,
            validate: () => [],
            edit: (permit, _credentials, remoteId, { body }) => {
              permit.spend()
              edits.push({ remoteId, text: body['text'] })
              return Promise.resolve(outcome)
            },
          },
        }
      },
    })
    await world.withoutUndo()
    editor = await world.signIn('editor')
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    const account = await quietAccount(world, `edits-${Math.random().toString(36).slice(2)}.test`)
    const { id } = await say(world, account, 'Bonjour')
    await world.processAll()
    sent = await world.delivery(id)
    edits = []
    outcome = published
  })
  const edit = (text: string) => editor.post<Answer>(world.path(`/deliveries/${sent.id}/edit`), { text, ...now })

  test('an edit passes the gate once; a lost answer is looked up', async () => {
    outcome = { kind: 'unknown', detail: 'No answer' }
    const { body } = await edit('Bonsoir')
    await world.processAll()
    expect((await world.delivery(body.id)).state).toBe('unconfirmed')
    network.settles = { kind: 'found', post: { id: sent.remoteId ?? '', url: 'https://bsky.app/1' } }
    await world.settleAll()
    expect((await world.delivery(body.id)).state).toBe('published')
    expect(edits).toEqual([{ remoteId: sent.remoteId, text: 'Bonsoir' }])
  })

  test('a stop keeps an edit in', async () => {
    const owner = await world.signIn('owner')
    await owner.post(world.path('/halts'), { level: 'all' })
    const { body } = await edit('Bonsoir')
    await world.processAll()
    expect(await world.delivery(body.id)).toMatchObject({ state: 'held', reason: 'halted' })
    expect(edits).toEqual([])
  })
})

test('a post is duplicated as a draft, with its tags and its accounts', async () => {
  await using world = await TestWorld.create()
  const account = await quietAccount(world, 'copied.test')
  const editor = await world.signIn('contributor')
  const draft = { items: [{ text: 'One' }, { text: 'Two' }], accountIds: [account.id], tags: ['fête'] }
  const made = await editor.post<Answer>(world.path('/posts'), { ...draft, send: { kind: 'draft' } })
  const { status, body } = await editor.post<Answer>(world.path(`/posts/${made.body.id}/duplicate`))
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'draft', tags: ['fête'], accountIds: [account.id] })
  expect(body.items.map(({ text }) => text)).toEqual(['One', 'Two'])
  expect(body.id).not.toBe(made.body.id)
})
