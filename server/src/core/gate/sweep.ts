import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { machine } from '../../lib/machine.ts'
import { type Core, transact } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { lookUpAt } from '../deliveries/look-up-job.ts'
import { buryWorkers } from './gone.ts'
import { becomeUnconfirmed } from './settle.ts'

// States are literals here, not parameters: the partial indexes on them serve kept plans too (db/prepare.ts), at any size of the past

/**
 * A worker of another machine that gave no sign for so long will not settle what it began, in seconds: others go on with its lanes. That
 * its last request is not on its way any more is another matter: for a halt, only word that it is gone says so.
 */
const silence = 180

/** Attempts that nobody will settle: their worker is gone. */
async function abandoned(db: Db): Promise<Delivery[]> {
  return db
    .selectFrom('delivery as d')
    .innerJoin('attempt as a', 'a.id', 'd.attemptId')
    .innerJoin('worker as w', 'w.id', 'a.workerId')
    .selectAll('d')
    .where('d.state', '=', sql.lit('sending'))
    .where((eb) =>
      eb.or([
        eb('w.goneAt', 'is not', null),
        eb.and([
          sql<boolean>`w.machine is distinct from ${machine()}`,
          sql<boolean>`w.seen_at < clock_timestamp() - make_interval(secs => ${silence})`,
        ]),
      ]),
    )
    .execute()
}

/** Lanes whose next delivery is due for some seconds and that nobody runs: a job was lost with its process. */
async function forgotten(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select('d.accountId')
    .distinct()
    .where('d.state', '=', sql.lit('scheduled'))
    .where('d.dueAt', '<', sql<Date>`now() - interval '5 seconds'`)
    .where(sql<boolean>`greatest(d.due_at, d.next_try_at, a.paused_until) < clock_timestamp() - interval '5 seconds'`)
    .where(sql<boolean>`not exists (select from delivery o where o.account_id = d.account_id and o.state = 'sending')`)
    // it waits for its turn among many: waking it again would only make the others wait longer
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs j where j.key = 'lane:' || d.account_id
        and j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= clock_timestamp())`,
    )
    .execute()
  return rows.map((row) => row.accountId)
}

/** Unconfirmed deliveries whose look-up is overdue: its job died with its process. Looking twice does no harm. */
async function notLookedUp(db: Db): Promise<Pick<Delivery, 'id' | 'accountId'>[]> {
  return db
    .selectFrom('delivery')
    .select(['id', 'accountId'])
    .where('state', '=', sql.lit('unconfirmed'))
    .where(sql<boolean>`next_try_at < clock_timestamp() - interval '10 seconds'`)
    .execute()
}

/** Picks up what dead processes left: attempts become unconfirmed and are looked up, lanes run again. */
export async function sweep(core: Core): Promise<void> {
  await buryWorkers(core)
  for (const delivery of await abandoned(core.db)) {
    await transact(core, async (tx) => {
      await lockLane(tx, delivery.accountId)
      const still = await tx
        .selectFrom('delivery')
        .selectAll()
        .where('id', '=', delivery.id)
        .where('attemptId', '=', delivery.attemptId)
        .where('state', '=', 'sending')
        .executeTakeFirst()
      if (still === undefined) return
      await becomeUnconfirmed(tx, still, 'worker_gone', 'The process that was sending it is gone')
    })
  }
  for (const accountId of await forgotten(core.db)) {
    await transact(core, async (tx) => {
      await lockLane(tx, accountId)
      await wakeLane(tx, accountId)
    })
  }
  for (const { id, accountId } of await notLookedUp(core.db)) {
    await transact(core, async (tx) => {
      await lockLane(tx, accountId)
      const nextTryAt = await lookUpAt(tx, id, 0)
      await tx
        .updateTable('delivery')
        .set({ nextTryAt })
        .where('id', '=', id)
        .where('state', '=', 'unconfirmed')
        .execute()
    })
  }
}
