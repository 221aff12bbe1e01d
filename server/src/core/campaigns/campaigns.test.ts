import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'

interface Campaign {
  id: string
  name: string
  colour: string
  archivedAt: string | null
  code?: string
}
interface Post {
  id: string
  version: number
  campaignId: string | null
  tags: string[]
  deliveries: { id: string; state: string; reason: string | null }[]
  code?: string
}

let world: TestWorld
let eva: Client
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
})
afterAll(() => world[Symbol.asyncDispose]())

const create = (name: string, colour = '#336699', who = eva) =>
  who.post<Campaign>(world.path('/campaigns'), { name, colour })
const change = (id: string, body: object) => eva.patch<Campaign>(world.path(`/campaigns/${id}`), body)
const names = async () =>
  (await eva.get<{ items: Campaign[] }>(world.path('/campaigns'))).body.items.map((item) => item.name)
const draft = { items: [{ text: 'Bonjour' }], options: { languages: ['fr'] }, accountIds: [], send: { kind: 'draft' } }
const write = (body: object) => eva.post<Post>(world.path('/posts'), { ...draft, ...body })

describe('campaigns', () => {
  test('are begun, renamed, put away and taken back; a name stands once among those in use', async () => {
    const one = await create('Fête de la musique', '#ABCDEF')
    expect(one).toMatchObject({ status: 201, body: { colour: '#abcdef', archivedAt: null } })
    expect(await create('FÊTE DE LA MUSIQUE')).toMatchObject({ status: 409, body: { code: 'CAMPAIGN_EXISTS' } })
    const two = (await create('Été')).body
    expect(await change(two.id, { name: 'Fête de la Musique' })).toMatchObject({ body: { code: 'CAMPAIGN_EXISTS' } })
    expect((await change(one.body.id, { archived: true })).body.archivedAt).not.toBe(null)
    expect((await change(two.id, { name: 'Fête de la Musique' })).status).toBe(200)
    expect(await change(one.body.id, { archived: false })).toMatchObject({ status: 409 })
    expect((await change(one.body.id, { archived: false, name: 'Ancienne' })).body.archivedAt).toBe(null)
    expect(await names()).toEqual(['Ancienne', 'Fête de la Musique'])
    const answers = await Promise.all([1, 2, 3].map(() => create('En même temps')))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    for (const colour of ['red', '#12345', '#12345g']) expect((await create('X', colour)).status).toBe(422)
    const rows = world.core.db.selectFrom('auditEntry').select('action').where('subjectId', '=', one.body.id)
    expect(await rows.orderBy('seq').execute()).toMatchObject([
      { action: 'campaign.created' },
      { action: 'campaign.changed' },
      { action: 'campaign.changed' },
    ])
  })

  test('a post is of one, of the same workspace, that is in use', async () => {
    const { id } = (await create('Rentrée')).body
    const post = (await write({ campaignId: id, tags: ['école'] })).body
    expect(post).toMatchObject({ campaignId: id, tags: ['école'] })
    const other = await world.otherWorkspace()
    const theirs = await makeObjects(world, other.workspaceId, other.owner.person.id).campaign()
    expect(await write({ campaignId: theirs })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    const edit = (body: object) => eva.patch<Post>(world.path(`/posts/${post.id}`), body)
    expect((await edit({ version: 1, campaignId: theirs })).status).toBe(404)
    await change(id, { archived: true })
    expect((await write({ campaignId: id })).status).toBe(404)
    expect((await edit({ version: 1, campaignId: id, tags: [] })).body).toMatchObject({ campaignId: id, tags: [] })
    expect((await edit({ version: 2, campaignId: null })).body).toMatchObject({ campaignId: null, version: 3 })
  })

  test('it and tags change on what is out too, and a planned one’s words are not frozen anew', async () => {
    const objects = makeObjects(world, world.workspaceId, world.owner.id)
    const { id } = (await create('Archives')).body
    for (const state of ['published', 'scheduled'] as const) {
      const delivery = await world.delivery(await objects.delivery(state))
      const path = world.path(`/posts/${delivery.postId}`)
      expect((await eva.patch<Post>(path, { version: 1, campaignId: id, tags: ['a'] })).body).toMatchObject({
        campaignId: id,
        tags: ['a'],
      })
      expect((await world.delivery(delivery.id)).key).toBe(delivery.key)
      const paul = await world.signIn('contributor')
      expect((await paul.patch(path, { version: 2, campaignId: null })).status).toBe(403)
    }
  })
})

test('a stop of one campaign holds its deliveries and no others (I2)', { timeout: 180_000 }, async () => {
  await using real = await TestWorld.create({ bluesky: true })
  await real.withoutUndo()
  const { id: accountId } = await real.connect()
  const ed = await real.signIn('editor')
  const { id } = (await ed.post<Campaign>(real.path('/campaigns'), { name: 'Marathon', colour: '#336699' })).body
  expect((await ed.post(real.path('/halts'), { campaignId: id, reason: 'annulé' })).status).toBe(201)
  const post = { ...draft, accountIds: [accountId], send: { kind: 'now' } }
  const [inside, outside] = [
    (await ed.post<Post>(real.path('/posts'), { ...post, items: [{ text: 'Départ' }], campaignId: id })).body,
    (await ed.post<Post>(real.path('/posts'), { ...post, items: [{ text: 'Fermé lundi' }] })).body,
  ]
  await real.processAll()
  expect(await real.delivery(inside.deliveries[0]!.id)).toMatchObject({
    state: 'held',
    reason: 'halted',
    detail: 'annulé',
  })
  expect(await real.delivery(outside.deliveries[0]!.id)).toMatchObject({ state: 'published' })
  expect((await real.bluesky.posts(real.bluesky.mairie.did)).map(({ text }) => text)).toEqual(['Fermé lundi'])
})

describe('tags', () => {
  test('are trimmed, and at most 20 of 1 to 40 characters, each once', async () => {
    expect((await write({ tags: [' été ', '日本'] })).body.tags).toEqual(['été', '日本'])
    const wrong = [
      ['a', 'A'],
      ['é', 'e\u0301'],
      [''],
      ['  '],
      ['x'.repeat(41)],
      Array.from({ length: 21 }, (_, n) => `t${n}`),
    ]
    for (const tags of wrong) {
      expect(await write({ tags })).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } })
    }
    expect((await write({ tags: Array.from({ length: 20 }, (_, n) => `t${n}`) })).status).toBe(201)
    expect((await write({})).body).toMatchObject({ tags: [], campaignId: null })
  })
})
