import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { record, systemActor } from '../../core/audit/record.ts'
import { transact } from '../../core/context.ts'
import type { Client } from '../../testing/client.ts'
import { EventStream } from '../../testing/event-stream.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let base: string
let olga: Client
const open: EventStream[] = []
beforeAll(async () => {
  world = await TestWorld.create()
  base = await world.app.listen({ port: 0, host: '127.0.0.1' })
  olga = await world.signIn('owner')
})
afterAll(async () => {
  for (const stream of open) stream.cut()
  await world[Symbol.asyncDispose]()
})

const settings = { timeout: 20_000, interval: 20 }
const until = (check: () => void) => vi.waitFor(check, settings)

async function listen(who: Client = olga, lastId?: string, workspaceId = world.workspaceId): Promise<EventStream> {
  const stream = await EventStream.open(base, world.path('/events', workspaceId), who, lastId)
  open.push(stream)
  await until(() => expect(stream.events[0]?.event).toBe('hello'))
  return stream
}

const subject = { kind: 'workspace', id: '01940000-0000-7000-8000-000000000000' } as const

/** A change of a workspace and nothing else. @returns its place in the record */
async function change(workspaceId = world.workspaceId, action = 'test.changed'): Promise<string> {
  await transact(world.core, (tx) => record(tx, { workspaceId, action, actor: systemActor('test'), subject }))
  const last = await world.core.db
    .selectFrom('auditEntry')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return String(last?.seq)
}

async function recordedSince(seq: string, workspaceId = world.workspaceId): Promise<string[]> {
  const rows = await world.core.db
    .selectFrom('auditEntry')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute()
  return rows.map((row) => String(row.seq))
}

const sorted = (seqs: readonly string[]) =>
  [...seqs]
    .map(BigInt)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map(String)

describe('live changes', () => {
  test('reach everybody in the workspace, alike', async () => {
    const [one, two] = [await listen(), await listen(await world.signIn('viewer'))]
    const draft = { items: [{ text: 'Bonjour' }], options: { languages: [] }, accountIds: [], send: { kind: 'draft' } }
    const { body } = await olga.post<{ id: string }>(world.path('/posts'), draft)
    for (const stream of [one, two]) {
      await until(() => expect(stream.seqs).toHaveLength(1))
      expect(stream.events.at(-1)?.data).toMatchObject({
        action: 'post.written',
        subject: { kind: 'post', id: body.id },
        postId: body.id,
      })
    }
    expect(one.events.at(-1)?.data).toEqual(two.events.at(-1)?.data)
  })

  test('of another workspace never arrive', async () => {
    const other = await world.otherWorkspace()
    const [mine, theirs] = [await listen(), await listen(other.owner, undefined, other.workspaceId)]
    const hidden = await change(other.workspaceId)
    const seen = await change()
    await until(() => expect(mine.seqs).toContain(seen))
    await until(() => expect(theirs.seqs).toContain(hidden))
    expect(mine.seqs).not.toContain(hidden)
    expect(theirs.seqs).not.toContain(seen)
    const resumed = await listen(olga, mine.events[0]?.id)
    await until(() => expect(resumed.seqs).toContain(seen))
    expect(resumed.seqs).not.toContain(hidden)
  })

  test('end at once for a member who is removed, and for who signs out', async () => {
    const eva = await world.signIn('editor')
    const gone = await listen(eva)
    await olga.delete(world.path(`/members/${eva.person.id}`))
    await until(() => expect(gone.ended).toBe(true))
    expect(gone.seqs).toEqual([])
    await expect(listen(eva)).rejects.toThrow('404')
    const paul = await world.signIn('editor')
    const left = await listen(paul)
    const phone = await world.signInAs(paul.person)
    const stays = await listen(phone)
    await paul.call('POST', '/api/auth/sign-out')
    await until(() => expect(left.ended).toBe(true))
    expect(stays.ended).toBe(false)
  })

  test.each(['', 'nonsense', '5:3:', '1:99999999999999999999:', '7:9:12', '1:9223372036854775000:', '1:2:~1:2:'])(
    'after the Last-Event-ID “%s”, which is none of ours, begin with a reset',
    async (lastId) => {
      const stream = await listen(olga, lastId)
      await until(() => expect(stream.events[1]?.event).toBe('reset'))
      const seq = await change()
      await until(() => expect(stream.seqs).toEqual([seq]))
    },
  )

  test('of more than fits begin with a reset, once', async () => {
    const before = await listen()
    const [{ id } = { id: '' }] = before.events
    before.cut()
    const stays = await listen()
    const entry = { workspaceId: world.workspaceId, action: 'test.changed', actor: systemActor('test'), subject }
    await transact(world.core, (tx) => record(tx, ...Array.from({ length: 600 }, () => entry)))
    await until(() => expect(stays.events.map((one) => one.event)).toEqual(['hello', 'reset']))
    const stream = await listen(olga, id)
    const seq = await change()
    await until(() => expect(stream.seqs).toEqual([seq]))
    expect(stream.events.map((one) => one.event)).toEqual(['hello', 'reset', 'change'])
  })

  test('go on after the database cut the line they come by', async () => {
    const stream = await listen()
    const outside = new pg.Client({ connectionString: world.databaseUrl })
    await outside.connect()
    const { rowCount } = await outside.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vigie live' and datname = current_database()`,
    )
    expect(rowCount).toBe(1)
    const seqs = [await change(), await change(), await change()]
    await until(() => expect(stream.seqs).toEqual(seqs))
    const { rowCount: again } = await outside.query(
      `select from pg_stat_activity where application_name = 'vigie live' and datname = current_database()`,
    )
    expect(again).toBe(1)
    await outside.end()
  })
})

describe('a reader who comes back', () => {
  test('has missed nothing and gets nothing twice, however transactions overlap', async () => {
    const start = await change()
    // these begin before everything else and commit in the middle, or at the very end
    const pool = new pg.Pool({ connectionString: world.databaseUrl, max: 40 })
    const insert = `insert into audit_entry (workspace_id, action, actor_kind, actor_name, subject_kind)
      values ($1, 'test.changed', 'system', 'test', 'workspace')`
    const long = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const client = await pool.connect()
        await client.query('begin')
        await client.query(insert, [world.workspaceId])
        return client
      }),
    )
    const steady = await listen()
    let reader = await listen()
    const got: string[] = []
    let stop = false
    const travel = (async () => {
      while (!stop) {
        const many = reader.seqs.length
        await vi.waitFor(() => expect(stop || reader.seqs.length > many).toBe(true), { timeout: 20_000, interval: 1 })
        // cut wherever it is just now, in the middle of a batch too
        reader.cut()
        got.push(...reader.seqs)
        reader = await listen(olga, reader.lastId)
      }
    })()
    const writers = Array.from({ length: 200 }, async (_none, at) => {
      const client = await pool.connect()
      await client.query('begin')
      await client.query(insert, [world.workspaceId])
      if (at % 3 === 0) await client.query(insert, [world.workspaceId])
      // the later of two numbers is often committed first
      await client.query('select pg_sleep($1)', [((at * 7) % 13) / 400])
      await client.query(at % 17 === 0 ? 'rollback' : 'commit')
      client.release()
      world.core.bell.ring()
      if (at % 25 === 0) {
        const late = long.pop()
        await late?.query('commit')
        late?.release()
      }
    })
    await Promise.all(writers)
    for (const client of long) {
      await client.query('commit')
      client.release()
    }
    const last = await change()
    await until(() => expect(steady.seqs).toContain(last))
    stop = true
    await travel
    await until(() => expect([...got, ...reader.seqs]).toContain(last))
    const expected = await recordedSince(start)
    expect(expected.length).toBeGreaterThan(250)
    expect(sorted(steady.seqs)).toEqual(sorted([...new Set(steady.seqs)]))
    const all = [...got, ...reader.seqs]
    expect(sorted(all)).toEqual(expected)
    expect(sorted(steady.seqs)).toEqual(expected)
    await pool.end()
  })
})
