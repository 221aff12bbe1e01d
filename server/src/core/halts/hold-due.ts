import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
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
  const until = sql<Date>`${rows[0]?.now}::timestamptz`
  for (;;) {
    const due = await tx
      .selectFrom('delivery as d')
      .innerJoin('halt as h', (join) => join.on('h.id', '=', halt.id).on(covers))
      .selectAll('d')
      .where('d.state', '=', sql.lit('scheduled'))
      .where('d.dueAt', '<=', until)
      .where(sql<boolean>`not ${exempted}`)
      .orderBy('d.dueAt')
      .orderBy('d.seq')
      .limit(together)
      .forUpdate('d')
      .execute()
    await keepIn(
      tx,
      due.map((delivery) => ({ delivery, verdict })),
    )
    if (due.length < together) return
  }
}
