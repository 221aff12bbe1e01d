import { PassThrough } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { quietAccount } from '../../testing/account.ts'
import { say } from '../../testing/speak.ts'
import { TestWorld } from '../../testing/world.ts'
import type { Core } from '../context.ts'
import { lockLane } from '../deliveries/lane.ts'
import { type Batches, openBatches } from './batches.ts'
import type { Request } from './grant.ts'
import { PermitError, permitLifetime } from './permit.ts'

let world: TestWorld
let batches: Batches
const accounts: Account[] = []
/** How far the monotonic clock was carried forward, in ms. */
let elapsed = 0
let logged = ''

beforeAll(async () => {
  const log = new PassThrough().on('data', (chunk: Buffer) => (logged += chunk.toString()))
  world = await TestWorld.create({
    log,
    clock: { monotonic: () => performance.now() + elapsed },
  })
  await world.withoutUndo()
  for (let index = 0; index < 4; index++) {
    accounts.push(await quietAccount(world, `batch${index}.test`))
  }
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  batches = openBatches(world.core)
  logged = ''
  await world.core.db.deleteFrom('halt').execute()
  await sql`drop function if exists poison cascade`.execute(world.core.db)
  // no test waits for what another one left
  await world.core.db.updateTable('delivery').set({ state: 'held' }).where('state', '<>', 'published').execute()
})

/** One delivery of each account, and its request for a permit. */
async function ready(text: string): Promise<{ deliveries: Delivery[]; requests: Request[] }> {
  const deliveries = await Promise.all(accounts.map((account) => say(world, account, text)))
  const requests = deliveries.map((delivery) => requestFor(delivery))
  return { deliveries, requests }
}

function requestFor(delivery: Delivery, connector: Connector = world.core.connectors.bluesky): Request {
  const { id, accountId, key, outbound } = delivery
  const { text, languages } = outbound
  return {
    deliveryId: id,
    accountId,
    outbound: { kind: 'post', key, createdAt: new Date(outbound.createdAt), text, languages },
    connector,
    attemptId: newId(),
  }
}

const states = (deliveries: readonly Delivery[]) =>
  Promise.all(deliveries.map(async ({ id }) => (await world.delivery(id)).state))

const attemptsOf = async ({ id }: Delivery) =>
  world.core.db.selectFrom('attempt').selectAll().where('deliveryId', '=', id).execute()

/** From now on the database refuses to write this delivery in this state. */
async function poison({ id }: Delivery, state: string): Promise<void> {
  await sql`
    create function poison() returns trigger language plpgsql as
      ${sql.lit(`begin if new.id = '${id}' and new.state = '${state}' then raise exception 'poisoned'; end if; return new; end`)}
  `.execute(world.core.db)
  await sql`create trigger poison before update on delivery for each row execute function poison()`.execute(
    world.core.db,
  )
}

async function waitingForLocks(count: number): Promise<void> {
  const query = `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await expect.poll(async () => (await world.database.pool.query<{ n: number }>(query)).rows[0]!.n).toBe(count)
}

/** What the sealing of a halt does. */
async function seal(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${0x56494749})`.execute(tx)
  await tx.insertInto('halt').values({ id: newId(), level: 'all', reason: 'attack' }).execute()
}

describe('permits of several lanes, granted together', () => {
  test('are one transaction, with an attempt and an entry for each', async () => {
    const { deliveries, requests } = await ready('Ensemble')
    const grants = await Promise.all(requests.map(batches.grant))
    expect(grants.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted', 'granted'])
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select(['xid', 'subjectId', 'detail'])
      .where('action', '=', 'delivery.permitted')
      .where(
        'subjectId',
        'in',
        deliveries.map(({ id }) => id),
      )
      .execute()
    expect(new Set(entries.map(({ xid }) => xid)).size).toBe(1)
    for (const [index, { id }] of deliveries.entries()) {
      const { attemptId } = requests[index]!
      expect(await world.delivery(id)).toMatchObject({ state: 'sending', attemptId, attempts: 1 })
      expect(await attemptsOf(deliveries[index]!)).toMatchObject([{ id: attemptId, workerId: world.core.workerId }])
      const detail = { from: 'scheduled', to: 'sending', attempt: attemptId }
      expect(entries.filter(({ subjectId }) => subjectId === id)).toMatchObject([{ detail }])
    }
  })

  test('wait for a halt that is being sealed, and it keeps all of them in (I2)', async () => {
    const { deliveries, requests } = await ready('Silence')
    let grants: ReturnType<Batches['grant']>[] = []
    await world.core.db.transaction().execute(async (tx) => {
      await seal(tx)
      grants = requests.map(batches.grant)
      await waitingForLocks(1)
    })
    expect(await Promise.all(grants)).toEqual(requests.map(() => ({ kind: 'refused', why: 'halted_meanwhile' })))
    // as the lanes do, which take them to the gate again
    expect(await Promise.all(requests.map(batches.grant))).toEqual(
      requests.map(() => ({ kind: 'refused', why: 'halted' })),
    )
    for (const { id } of deliveries) {
      expect(await world.delivery(id)).toMatchObject({ state: 'held', reason: 'halted', detail: 'attack', attempts: 0 })
    }
  })

  test('are good from before their transaction began: what it waits is taken off', async () => {
    const { requests } = await ready('Trop tard')
    let grants: ReturnType<Batches['grant']>[] = []
    await world.core.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${0x56494749})`.execute(tx)
      grants = requests.map(batches.grant)
      await waitingForLocks(1)
      elapsed += permitLifetime
    })
    for (const grant of await Promise.all(grants)) {
      expect(() => grant.kind === 'granted' && grant.permit.spend()).toThrow(new PermitError('expired'))
    }
  })

  test('do not wait for a lane that somebody has locked', async () => {
    const { deliveries, requests } = await ready('Une voie fermée')
    let locked: ReturnType<Batches['grant']> | undefined
    await world.core.db.transaction().execute(async (tx) => {
      await lockLane(tx, accounts[1]!.id)
      const grants = requests.map(batches.grant)
      locked = grants[1]
      const free = await Promise.all(grants.filter((grant) => grant !== locked))
      expect(free.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted'])
      expect(await states(deliveries)).toEqual(['sending', 'scheduled', 'sending', 'sending'])
      await waitingForLocks(1)
    })
    expect((await locked)?.kind).toBe('granted')
  })

  test('are one for each lane: of two runners of a lane the second is refused', async () => {
    const { deliveries, requests } = await ready('Deux fois')
    const twice = deliveries.slice(0, 1).map((delivery) => requestFor(delivery))
    const grants = await Promise.all([...requests, ...twice].map(batches.grant))
    expect(grants.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted', 'granted', 'refused'])
    expect(grants.at(-1)).toMatchObject({ why: 'no_longer_next' })
  })

  test('are judged one by one: a check that throws holds its own delivery (I8)', async () => {
    const { deliveries, requests } = await ready('Un doute')
    const { bluesky } = world.core.connectors
    const validate = () => {
      throw new Error('no idea')
    }
    const doubtful = requestFor(deliveries[2]!, { ...bluesky, validate })
    const grants = await Promise.all(requests.with(2, doubtful).map(batches.grant))
    expect(grants.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'refused', 'granted'])
    expect(await world.delivery(deliveries[2]!.id)).toMatchObject({
      state: 'held',
      reason: 'check_failed:fits_network',
    })
  })

  test('fail alone: one that the database refuses takes no other with it', async () => {
    const { deliveries, requests } = await ready('Poison')
    await poison(deliveries[1]!, 'sending')
    const grants = await Promise.allSettled(requests.map(batches.grant))
    expect(grants.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(await states(deliveries)).toEqual(['sending', 'scheduled', 'sending', 'sending'])
    expect(await attemptsOf(deliveries[1]!)).toEqual([])
    expect(logged).toContain('a batch of the gate failed')
  })

  test('are given back when word of their commit is lost, and asked for again', async () => {
    const { deliveries, requests } = await ready('Sans nouvelles')
    const lossy = openBatches({ ...world.core, db: losingCommits(world.core.db, [1]) })
    const grants = await Promise.all(requests.map(lossy.grant))
    expect(grants.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted', 'granted'])
    for (const [index, delivery] of deliveries.entries()) {
      const { attemptId, attempts } = await world.delivery(delivery.id)
      expect(attempts).toBe(2)
      const [lost, again] = await attemptsOf(delivery)
      // a stop that is waiting for silence need not wait for it
      const over = { outcome: 'later', reported: true, resolvedAt: expect.any(Date) as Date }
      expect(lost).toMatchObject({ id: requests[index]!.attemptId, ...over })
      expect(again).toMatchObject({ id: attemptId, settledAt: null })
    }
  })

  test('leave nothing on its way when word of each commit is lost', async () => {
    const { deliveries, requests } = await ready('Toujours sans nouvelles')
    // the batch; then, by itself: given back (heard), granted (lost), given back (heard)
    const lossy = openBatches({ ...world.core, db: losingCommits(world.core.db, [1, 3]) })
    await expect(lossy.grant(requests[0]!)).rejects.toThrow('Connection terminated')
    const attempts = await attemptsOf(deliveries[0]!)
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['later', 'later'])
    expect(await world.delivery(deliveries[0]!.id)).toMatchObject({ state: 'scheduled', reason: 'permit_expired' })
  })
})

describe('outcomes of several attempts, written together', () => {
  /** Attempts that the network has confirmed, it is said. */
  async function sent(text: string) {
    const { deliveries, requests } = await ready(text)
    const grants = await Promise.all(requests.map(batches.grant))
    const publications = grants.flatMap((grant) => {
      if (grant.kind !== 'granted') return []
      const { delivery, permit } = grant
      return [
        { sent: delivery, attemptId: permit.attemptId, post: { id: delivery.key, url: `https://x/${delivery.key}` } },
      ]
    })
    expect(publications).toHaveLength(accounts.length)
    return { deliveries, publications }
  }

  test('are one statement, with an entry and the end of the attempt for each', async () => {
    const { deliveries, publications } = await sent('Publiés')
    expect(await Promise.all(publications.map(batches.settlePublished))).toEqual(['ok', 'ok', 'ok', 'ok'])
    for (const delivery of deliveries) {
      const { key, id } = delivery
      const url = `https://x/${key}`
      expect(await world.delivery(id)).toMatchObject({ state: 'published', remoteId: key, url })
      expect(await attemptsOf(delivery)).toMatchObject([{ outcome: 'published' }])
    }
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select(['xid', 'detail'])
      .where('action', '=', 'delivery.published')
      .where(
        'subjectId',
        'in',
        deliveries.map(({ id }) => id),
      )
      .execute()
    const urls = entries.map(({ detail }) => 'url' in detail && detail.url)
    expect(new Set(urls)).toEqual(new Set(publications.map(({ post }) => post.url)))
    expect(new Set(entries.map(({ xid }) => xid)).size).toBe(1)
  })

  test('leave out what was given up meanwhile', async () => {
    const { deliveries, publications } = await sent('Abandonné')
    const lost = deliveries[3]!
    await world.core.db.updateTable('delivery').set({ state: 'unconfirmed' }).where('id', '=', lost.id).execute()
    expect(await Promise.all(publications.map(batches.settlePublished))).toEqual(['ok', 'ok', 'ok', undefined])
    expect(await states(deliveries)).toEqual(['published', 'published', 'published', 'unconfirmed'])
    expect(await attemptsOf(lost)).toMatchObject([{ outcome: null }])
  })

  test('fail alone: one that the database refuses takes no other with it', async () => {
    const { deliveries, publications } = await sent('Poison')
    await poison(deliveries[0]!, 'published')
    const settled = await Promise.allSettled(publications.map(batches.settlePublished))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(await states(deliveries)).toEqual(['sending', 'published', 'published', 'published'])
  })
})

/** A database that commits and does not say so, of the transactions with these numbers. */
function losingCommits(db: Core['db'], lost: readonly number[]): Core['db'] {
  let transactions = 0
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'transaction') {
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      }
      return () => ({
        setIsolationLevel() {
          return this
        },
        async execute<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
          const transaction = ++transactions
          const result = await target.transaction().execute(change)
          if (lost.includes(transaction)) throw new Error('Connection terminated unexpectedly')
          return result
        },
      })
    },
  })
}
