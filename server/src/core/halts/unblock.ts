import { sql } from 'kysely'
import { urgentName } from '../../db/pool.ts'
import type { Core } from '../context.ts'

/**
 * How long a transaction may sit still in the way of a stop, in ms. Permits take a few; but a process that gets no processor is not
 * frozen, and what it was doing should not be lost.
 */
const patience = 1000
const lookEvery = 200

/**
 * A worker that is frozen, or cut off, in the middle of a transaction keeps its locks, and a stop would wait for it for ever. Ends the
 * connections that sit idle in the way, also in the way of who is in the way: what they had begun did not happen.
 */
async function endIdleBlockers(core: Pick<Core, 'urgent' | 'log'>): Promise<void> {
  const { rows } = await sql<{ pid: number; seconds: number; statement: string; ended: boolean }>`
    with recursive blockers(pid) as (
      select unnest(pg_blocking_pids(w.pid)) from pg_stat_activity w
      where w.application_name = ${urgentName} and w.datname = current_database() and w.wait_event_type = 'Lock'
      union
      select further.pid from blockers b cross join lateral unnest(pg_blocking_pids(b.pid)) as further(pid)
    ),
    -- found out first: as a condition, ending could come before the join, and end who is in nobody's way
    still as materialized (
      select s.pid, extract(epoch from clock_timestamp() - s.state_change)::float8 as seconds, left(s.query, 200) as statement
      from pg_stat_activity s join blockers b using (pid)
      where s.state like 'idle in transaction%' and s.state_change < clock_timestamp() - make_interval(secs => ${patience / 1000})
    )
    select pid, seconds, statement, pg_terminate_backend(pid) as ended from still`.execute(core.urgent)
  for (const about of rows) core.log.warn(about, 'a transaction that sat still in the way of a stop was ended')
}

/** Looks every while for what is in the way of a stop, until the returned function is called. */
export function clearTheWay(core: Pick<Core, 'urgent' | 'log'>): () => void {
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    void endIdleBlockers(core)
      .catch((err: unknown) => core.log.warn({ err }, 'what is in the way of a stop could not be looked for'))
      .finally(() => {
        looking = false
      })
  }, lookEvery)
  return () => clearInterval(timer)
}
