import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
import { lockLanes } from '../deliveries/lane.ts'
import { keptBy } from '../gate/checks/halted.ts'
import { keepIn } from '../gate/keep-in.ts'
import { covers, exempted } from './scope.ts'

/** Most in one statement: their values travel with it. */
const together = 500

/**
 * Before a halt ends, or becomes weaker, what fell due under it is held, also where no lane has come to it yet: its process was asleep,
 * its account busy, or the halt short. Otherwise it would go out with the lift, by itself (I7).
 */
export async function holdDue(tx: Tx, halt: Halt): Promise<void> {
  const verdict = keptBy({ haltId: halt.id, reason: halt.reason })
  const { rows } = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(tx)
  const due = tx
    .selectFrom('delivery as d')
    .innerJoin('halt as h', (join) => join.on('h.id', '=', halt.id).on(covers))
    .where('d.state', '=', sql.lit('scheduled'))
    .where('d.dueAt', '<=', sql<Date>`${rows[0]?.now}::timestamptz`)
    .where(sql<boolean>`not ${exempted}`)
  const lanes = (await due.select('d.accountId').distinct().execute()).map(({ accountId }) => accountId)
  if (lanes.length === 0) return
  await lockLanes(tx, lanes)
  const inLanes = due
    .where(sql<boolean>`d.account_id = any(${lanes}::uuid[])`)
    .selectAll('d')
    .orderBy('d.dueAt')
    .orderBy('d.seq')
  for (;;) {
    const some = await inLanes.limit(together).execute()
    await keepIn(
      tx,
      some.map((delivery) => ({ delivery, verdict })),
    )
    if (some.length < together) return
  }
}
