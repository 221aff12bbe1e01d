import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { EventStream } from '../../testing/event-stream.ts'
import { TestWorld } from '../../testing/world.ts'
import { notify } from '../notifications/notify.ts'

type Member = Client & { person: { id: string } }
interface Comments {
  items: { id: string; text: string; deletedAt: string | null; mentions: { id: string }[] }[]
  readUpTo: string | null
  code?: string
}

let world: TestWorld
let base: string
let alice: Member
let bob: Member
let post: string
beforeAll(async () => {
  world = await TestWorld.create()
  base = await world.app.listen({ port: 0, host: '127.0.0.1' })
  alice = await world.signIn('editor')
  bob = await world.signIn('contributor')
  await notify(world.core)
  const draft = { items: [{ text: 'Samedi', media: [] }], accountIds: [], send: { kind: 'draft' } }
  post = (await alice.post<{ id: string }>(world.path('/posts'), draft)).body.id
})
afterAll(() => world[Symbol.asyncDispose]())

const path = (rest = '') => world.path(`/posts/${post}/comments${rest}`)
const unread = async (who: Member) => (await who.get<{ items: object[] }>(world.path('/comments/unread'))).body.items

test('a comment names a member, who is told once; it is edited and deleted by its author alone', async () => {
  const { body, status } = await alice.post<Comments>(path(), { text: 'La date ?', mentions: [bob.person.id] })
  expect(status).toBe(201)
  const [{ id } = { id: '' }] = body.items
  expect(body).toMatchObject({ readUpTo: id, items: [{ text: 'La date ?', mentions: [{ id: bob.person.id }] }] })
  await world.processAll()
  const told = async () =>
    (await bob.get<{ items: { kind: string; postId: string }[] }>(world.path('/notifications'))).body.items
  expect(await told()).toMatchObject([{ kind: 'mention', postId: post }])

  expect((await bob.patch<Comments>(path(`/${id}`), { text: 'Non' })).body.code).toBe('COMMENT_NOT_YOURS')
  expect((await bob.delete<Comments>(path(`/${id}`))).body.code).toBe('COMMENT_NOT_YOURS')
  await alice.patch(path(`/${id}`), { text: 'La date, @bob ?', mentions: [bob.person.id] })
  await world.processAll()
  expect(await told()).toHaveLength(1)

  expect(await unread(bob)).toEqual([{ postId: post, unread: 1 }])
  expect(await unread(alice)).toEqual([])
  expect((await bob.call('PUT', path('/read'), { upTo: id })).status).toBe(204)
  expect(await unread(bob)).toEqual([])

  expect((await alice.delete(path(`/${id}`))).status).toBe(204)
  const after = (await bob.get<Comments>(path())).body.items
  expect(after).toMatchObject([{ id, text: '', mentions: [] }])
  expect(after[0]?.deletedAt).not.toBeNull()
})

test('nobody outside the workspace is named', async () => {
  const stranger = (await world.otherWorkspace()).owner
  const { status } = await alice.post(path(), { text: 'Hors', mentions: [stranger.person.id] })
  expect(status).toBe(404)
})

test('two in one draft see each other by the live channel, and who leaves is gone', async () => {
  const [one, two] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
  const page = (id: string) => world.path(`/posts/${post}/presence/${id}`)
  const show = async (who: Member, id: string, writes: boolean) =>
    (await who.call<{ items: { personId: string; writes: boolean }[] }>('PUT', page(id), { writes })).body.items
  expect(await show(alice, one, true)).toEqual([])
  const stream = await EventStream.open(base, world.path('/events'), alice)
  const of = (event: string) => stream.events.filter((one) => one.event === event)
  await expect.poll(() => of('hello').length).toBe(1)
  expect(await show(bob, two, false)).toMatchObject([{ personId: alice.person.id, writes: true }])
  await expect.poll(() => of('hint').map(({ data }) => data)).toContainEqual({ kind: 'presence', postId: post })
  stream.cut()
  expect(await show(alice, one, true)).toMatchObject([{ personId: bob.person.id, writes: false }])
  await bob.delete(page(two))
  expect(await show(alice, one, true)).toEqual([])
  // a page that gives no sign any more is taken for closed
  await show(bob, two, true)
  await world.core.db
    .updateTable('presence')
    .set({ seenAt: new Date(Date.now() - 60_000) })
    .execute()
  expect(await show(alice, one, true)).toEqual([])
})
