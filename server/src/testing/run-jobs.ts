import { setTimeout as wait } from 'node:timers/promises'
import { runOnce, type Task } from 'graphile-worker'
import type pg from 'pg'
import type { Core } from '../core/context.ts'
import { jobLogger } from '../jobs/runner.ts'
import { tasks } from '../jobs/tasks.ts'

/** Runs the queue in this process until no job is due, and what came of each is written down. */
export async function runJobs(core: Core, pool: pg.Pool): Promise<void> {
  const ran = new Set<string>()
  const noting = (task: Task | undefined): Task => {
    return (payload, helpers) => {
      ran.add(helpers.job.id)
      return task?.(payload, helpers)
    }
  }
  const own = Object.entries(tasks(core, new AbortController().signal))
  await runOnce({
    pgPool: pool,
    taskList: Object.fromEntries(own.map(([name, task]) => [name, noting(task)])),
    noHandleSignals: true,
    concurrency: 4,
    crontab: '',
    logger: jobLogger(core.log),
  })
  // the runner is done a moment earlier: only then can a job that failed be hurried, or another of its key be added
  const open = 'select from graphile_worker._private_jobs where locked_at is not null and id = any($1::bigint[])'
  while ((await pool.query(open, [[...ran]])).rowCount !== 0) await wait(5)
}
