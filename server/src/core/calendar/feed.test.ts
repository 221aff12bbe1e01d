import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.create()
})
afterAll(() => world[Symbol.asyncDispose]())

const read = async (url: string, headers: Record<string, string> = {}) => {
  const { statusCode, body, headers: said } = await world.app.inject({ url: new URL(url).pathname, headers })
  return { status: statusCode, body, tag: String(said['etag']), type: String(said['content-type']) }
}
const make = async (who: Client) => (await who.post<{ url: string }>(world.path('/calendar-feed'))).body.url

test('a feed is read at its secret address, says when nothing changed, and ends when it is renewed, revoked, or its person leaves', async () => {
  const viewer = await world.signIn('viewer')
  const objects = makeObjects(world, world.workspaceId, world.owner.id)
  await objects.delivery()
  await objects.delivery('published')
  const foreign = makeObjects(world, (await world.otherWorkspace()).workspaceId, world.owner.id)
  await foreign.delivery()

  const url = await make(viewer)
  const first = await read(url)
  expect([first.status, first.type]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(first.body.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  expect(first.body).toMatch(/SUMMARY:Scheduled · @/)
  expect(first.body).toMatch(/SUMMARY:Published · @/)
  expect((await read(url, { 'if-none-match': first.tag })).status).toBe(304)
  await objects.delivery()
  const second = await read(url, { 'if-none-match': first.tag })
  expect([second.status, second.body.match(/BEGIN:VEVENT/g)?.length]).toEqual([200, 3])

  // the address itself is nowhere in the database
  const token = url.slice(url.lastIndexOf('/') + 1, -'.ics'.length)
  const { rows } = await world.database.pool.query('select f::text as row from calendar_feed f')
  expect(JSON.stringify(rows)).not.toContain(token)

  const renewed = await make(viewer)
  expect([(await read(url)).status, (await read(renewed)).status]).toEqual([404, 200])
  await viewer.call('DELETE', world.path('/calendar-feed'))
  expect((await read(renewed)).status).toBe(404)
  const last = await make(viewer)
  await world.core.db.deleteFrom('member').where('personId', '=', viewer.person.id).execute()
  expect((await read(last)).status).toBe(404)
  const entries = await world.core.db
    .selectFrom('auditEntry')
    .select('action')
    .where('subjectKind', '=', 'calendar_feed')
    .orderBy('seq')
    .execute()
  expect(entries.map(({ action }) => action.replace('calendar_feed.', ''))).toEqual([
    'made',
    'renewed',
    'revoked',
    'made',
  ])
})
