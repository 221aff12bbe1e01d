import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { standing } from '../../lib/machine.ts'
import { record, type Actor, systemActor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { urgently } from '../halts/urgently.ts'
import { takeHaltLock } from './lock.ts'

/** Who gave a sign so lately runs: nobody's word makes it gone, in seconds. A sign comes every five. */
const lately = 30

/**
 * Says that a worker's process is no more: nothing that it left is on its way, and what a look-up does not find did not happen. For one
 * of another host that is a person's word, since no missing sign of life proves it.
 * @throws NOT_FOUND; WORKER_RUNS for one that plainly runs
 */
export async function declareGone(
  core: Core,
  request: { readonly workerId: string; readonly actor: Actor; readonly reason?: string },
): Promise<void> {
  const { workerId, actor, reason } = request
  await urgently(core, async (tx) => {
    // permits being granted to it come first, and it gets no other
    await takeHaltLock(tx)
    const worker = await tx
      .selectFrom('worker')
      .selectAll()
      .select(sql<number>`extract(epoch from clock_timestamp() - seen_at)::float8`.as('age'))
      .where('id', '=', workerId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (worker === undefined) throw errors.notFound('There is no such worker: the stop that waits for it names it.')
    if (worker.goneAt !== null) return
    const { host, pid, age } = worker
    const known = standing(worker)
    if (known === 'there' || (known === 'unknown' && age < lately))
      throw errors.workerRuns(`Process ${pid} on ${host} gave a sign ${Math.round(age)} s ago. End it, then say so.`)
    await tx
      .updateTable('worker')
      .set({ goneAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', workerId)
      .execute()
    // who waits for it hears of it; nobody else has to
    const concerned = await tx
      .selectFrom('attempt as t')
      .innerJoin('delivery as d', 'd.id', 't.deliveryId')
      .select('d.workspaceId')
      .distinct()
      .where('t.workerId', '=', workerId)
      .where('t.resolvedAt', 'is', null)
      .execute()
    const subject = { kind: 'worker', id: workerId } as const
    const detail = { host, pid, ...(reason === undefined ? {} : { reason }) }
    const places = [null, ...concerned.map(({ workspaceId }) => workspaceId)]
    await record(tx, ...places.map((workspaceId) => ({ workspaceId, action: 'worker.gone', actor, subject, detail })))
  })
}

/** Workers of this host whose process is certainly no more. Of another host nothing is known here. */
async function ended(db: Db): Promise<string[]> {
  const present = await db
    .selectFrom('worker')
    .select(['id', 'machine', 'pid', 'processStart'])
    .where('host', '=', hostname())
    .where('goneAt', 'is', null)
    .execute()
  return present.filter((worker) => standing(worker) === 'gone').map(({ id }) => id)
}

/** Writes down which processes of this host have ended. */
export async function buryWorkers(core: Core): Promise<void> {
  for (const workerId of await ended(core.db)) await declareGone(core, { workerId, actor: systemActor('sweep') })
}
