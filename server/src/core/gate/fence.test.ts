import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../db/pool.ts'
import type { Account } from '../../db/schema.ts'
import { tasks } from '../../jobs/tasks.ts'
import { newId } from '../../lib/ids.ts'
import { accountAt } from '../../testing/plan.ts'
import { RecordingReceiver } from '../../testing/recording-receiver.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'
import { systemActor } from '../audit/record.ts'
import { errors } from '../errors.ts'
import { seal } from '../halts/seal.ts'
import { declareGone } from './gone.ts'

let world: TestWorld
let receiver: RecordingReceiver
let account: Account
const actor = systemActor('test')
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  world = stack.use(await TestWorld.create())
  receiver = stack.use(await RecordingReceiver.open())
  await world.withoutUndo()
  account = await accountAt(world, receiver, 'fence.test')
})
afterAll(() => stack.disposeAsync())
beforeEach(async () => {
  await world.core.db.deleteFrom('haltAttempt').execute()
  await world.core.db.deleteFrom('halt').execute()
})

/** A connection of somebody else. */
async function somebody() {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  // it may be ended from outside
  client.on('error', () => undefined)
  await client.connect()
  return { client, [Symbol.asyncDispose]: () => client.end() }
}

const lock = 0x56494749

async function waitingForTheLock(count: number): Promise<void> {
  const asked = `select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted
    and database = (select oid from pg_database where datname = current_database())`
  await expect.poll(async () => (await world.database.pool.query<{ n: number }>(asked)).rows[0]!.n).toBe(count)
}

describe('a worker that was declared gone while it runs', () => {
  test('gets no permit under that name, and goes on under another', async () => {
    const was = world.core.workerId
    await world.core.db.updateTable('worker').set({ goneAt: new Date() }).where('id', '=', was).execute()
    const before = await world.core.db.selectFrom('attempt').select('id').where('workerId', '=', was).execute()
    const delivery = await say(world, account, 'Je suis encore là')
    await world.settleAll()
    expect((await world.delivery(delivery.id)).state).toBe('published')
    const attempts = world.core.db.selectFrom('attempt').select(['id', 'workerId'])
    expect(await attempts.where('workerId', '=', was).execute()).toHaveLength(before.length)
    expect(world.core.workerId).not.toBe(was)
    expect(await attempts.where('deliveryId', '=', delivery.id).execute()).toMatchObject([
      { workerId: world.core.workerId },
    ])
  })

  test('is declared gone only after the permits that are being granted', async () => {
    const workerId = newId()
    const row = { id: workerId, host: 'elsewhere', machine: 'another', pid: 1, seenAt: new Date(0) }
    await world.core.db.insertInto('worker').values(row).execute()
    await using other = await somebody()
    await other.client.query(`begin; select pg_advisory_xact_lock_shared(${lock})`)
    const declared = declareGone(world.core, { workerId, actor })
    await waitingForTheLock(1)
    await other.client.query('commit')
    await declared
    const { goneAt } = await world.core.db
      .selectFrom('worker')
      .select('goneAt')
      .where('id', '=', workerId)
      .executeTakeFirstOrThrow()
    expect(goneAt).not.toBeNull()
  })

  test('of another container of the same host nobody here knows: only a person’s word, and not while it gives signs', async () => {
    const row = { id: newId(), host: 'same', machine: 'system boot pid:[1]', pid: 2 ** 30, processStart: '1' }
    await world.core.db.insertInto('worker').values(row).execute()
    const declared = declareGone(world.core, { workerId: row.id, actor })
    await expect(declared).rejects.toSatisfy((error) => errors.workerRuns.is(error))
  })
})

describe('in a database whose transactions see one instant by default', () => {
  test('a permit sees the stop it waited for, and a stop the permit it waited for', async () => {
    const { core } = world
    await world.database.pool.query(
      `do $$ begin execute format('alter database %I set default_transaction_isolation = ''repeatable read''', current_database()); end $$`,
    )
    await using strict = new AsyncDisposableStack()
    const database = openDatabase(world.databaseUrl, 4, () => undefined)
    strict.defer(() => database.close())
    strict.defer(
      async () =>
        void (await world.database.pool.query(
          `do $$ begin execute format('alter database %I reset all', current_database()); end $$`,
        )),
    )
    const { rows } = await database.pool.query<{ level: string }>(
      `select current_setting('transaction_isolation') as level`,
    )
    expect(rows).toEqual([{ level: 'repeatable read' }])
    const there = { ...core, db: database.db, urgent: database.db }
    const run = tasks(there, new AbortController().signal)['run_lane']!
    const delivery = await say(world, account, 'Après le sceau')

    await using other = await somebody()
    await other.client.query(`begin isolation level read committed; select pg_advisory_xact_lock(${lock})`)
    const ran = run({ accountId: account.id }, undefined as never)
    await waitingForTheLock(1)
    await other.client.query(`insert into halt (id, level) values ('${newId()}', 'all'); commit`)
    await ran
    expect(await world.delivery(delivery.id)).toMatchObject({ state: 'held', reason: 'halted' })

    const attempt = newId()
    await other.client.query(`begin isolation level read committed; select pg_advisory_xact_lock_shared(${lock});
      insert into attempt (id, delivery_id, worker_id, send_before) values ('${attempt}', '${delivery.id}', '${core.workerId}', now())`)
    const sealed = seal(there, { scopes: [{ workspaceId: null }], actor, personId: null })
    await waitingForTheLock(1)
    await other.client.query('commit')
    const [halt] = await sealed
    const noted = await core.db.selectFrom('haltAttempt').select('attemptId').where('haltId', '=', halt!.id).execute()
    expect(noted).toEqual([{ attemptId: attempt }])
  })
})

test('a stop lists what was on the wire at its time, also what was settled before it was written down', async () => {
  const { pool } = world.database
  const delivery = await say(world, account, 'Au même instant')
  const attempt = newId()
  const row = `insert into attempt (id, delivery_id, worker_id, send_before) values ('${attempt}', '${delivery.id}', '${world.core.workerId}', now())`
  await pool.query(row)
  // the time of the stop is taken, and then it takes a while until it is written
  await pool.query(`create function slow() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock(1); return new; end'`)
  await pool.query('create trigger slow after insert on halt for each statement execute function slow()')
  await using other = await somebody()
  await other.client.query('begin; select pg_advisory_xact_lock(1)')
  const sealed = seal(world.core, { scopes: [{ workspaceId: null }], actor, personId: null })
  const waiting = `select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = 1 and not granted`
  await expect.poll(async () => (await pool.query<{ n: number }>(waiting)).rows[0]!.n).toBe(1)
  await pool.query(`update attempt set resolved_at = clock_timestamp() where id = '${attempt}'`)
  await other.client.query('commit')
  const [halt] = await sealed
  await pool.query('drop function slow cascade')
  const noted = await pool.query('select attempt_id from halt_attempt where halt_id = $1 and attempt_id = $2', [
    halt!.id,
    attempt,
  ])
  expect(noted.rowCount).toBe(1)
})

describe('a transaction that sits still', () => {
  test('in the way of several stops at once holds up none of them', async () => {
    await using bystander = await somebody()
    await bystander.client.query('begin; select 1')
    await using other = await somebody()
    await other.client.query(`begin; select pg_advisory_xact_lock_shared(${lock})`)
    const stops = [1, 2, 3].map(() => seal(world.core, { scopes: [{ workspaceId: null }], actor, personId: null }))
    const sealed = await Promise.all(stops)
    expect(sealed.flat()).toHaveLength(3)
    // what it had begun did not happen
    await expect(other.client.query('commit')).rejects.toThrow()
    // who sits still elsewhere is in nobody's way
    await bystander.client.query('commit')
  })

  test('is ended by PostgreSQL itself after a minute, whatever became of its process', async () => {
    for (const { pool } of [world.database]) {
      const { rows } = await pool.query('show idle_in_transaction_session_timeout')
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '1min' }])
    }
  })
})
