import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { entriesFor, recordAll, workspacesOf } from './seal.ts'

const actor = systemActor('gate')

/** No attempt that was in flight when the halt `h` was sealed is unresolved. */
const nothingLeft = sql<boolean>`not exists (select from halt_attempt ha join attempt t on t.id = ha.attempt_id
  where ha.halt_id = h.id and t.resolved_at is null)`

async function canBeSilent(db: Db, haltIds: readonly string[] | undefined): Promise<{ id: string; over: boolean }[]> {
  let select = db
    .selectFrom('halt as h')
    .select(['h.id', nothingLeft.as('over')])
    .where('h.silentAt', 'is', null)
    .where('h.liftedAt', 'is', null)
  if (haltIds !== undefined) select = select.where('h.id', 'in', [...haltIds])
  return select.execute()
}

/** Says of a halt that it is silent, once, in the same transaction as its entries. */
async function declareSilent(core: Pick<Core, 'urgent' | 'bell'>, haltId: string): Promise<void> {
  await transact({ db: core.urgent, bell: core.bell }, async (tx) => {
    const halt = await tx
      .updateTable('halt as h')
      .set({ silentAt: sql<Date>`clock_timestamp()` })
      .where('h.id', '=', haltId)
      .where('h.silentAt', 'is', null)
      .where('h.liftedAt', 'is', null)
      .where(nothingLeft)
      .returningAll()
      .executeTakeFirst()
    if (halt === undefined) return
    const ms = (halt.silentAt?.getTime() ?? 0) - halt.sealedAt.getTime()
    const workspaces = await workspacesOf(tx, [halt])
    await recordAll(
      tx,
      entriesFor(halt, workspaces, { action: 'halt.silent', actor }, () => ({ ms })),
    )
  })
}

/**
 * Looks whether halts are silent by now. They are when every attempt that was in flight at the seal is resolved (I3).
 * @param haltIds all that are active, where none are named
 * @returns how many are still waiting
 */
export async function noteSilence(core: Pick<Core, 'urgent' | 'bell'>, haltIds?: readonly string[]): Promise<number> {
  const open = await canBeSilent(core.urgent, haltIds)
  for (const { id } of open.filter(({ over }) => over)) await declareSilent(core, id)
  return open.filter(({ over }) => !over).length
}

/**
 * Watches halts that were just sealed, until they are silent or lifted: often at first, and never later than by a fiftieth of the time
 * it took.
 */
export async function watchSilence(core: Core, haltIds: readonly string[], stopping: AbortSignal): Promise<void> {
  const began = performance.now()
  while (!stopping.aborted) {
    try {
      if ((await noteSilence(core, haltIds)) === 0) return
    } catch (err) {
      core.log.warn({ err, haltIds }, 'whether there is silence could not be looked up; trying again')
    }
    const pause = Math.min(Math.max((performance.now() - began) / 50, 25), 1000)
    await wait(pause, undefined, { signal: stopping, ref: false }).catch(() => undefined)
  }
}
