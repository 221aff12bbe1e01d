import { sql } from 'kysely'
import type { Core } from '../context.ts'

/** Between two looks at a delivery lies at least this, whatever happens to it, in seconds. */
const apart = 60
/** What happens together is looked at together, in seconds. */
const gather = 3

/** Something happened to deliveries that are out: their results are read soon, and not for each thing that happens. */
export async function readResultsSoon(core: Pick<Core, 'db'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const soon = sql<Date>`greatest(clock_timestamp() + make_interval(secs => ${gather}),
    (select r.seen_at + make_interval(secs => ${apart}) from delivery_result r where r.delivery_id = delivery.id))`
  await core.db
    .updateTable('delivery')
    .set({ resultsAt: sql<Date>`least(coalesce(results_at, ${soon}), ${soon})` })
    .where('id', 'in', [...ids])
    .where('state', '=', sql.lit('published'))
    .execute()
}
