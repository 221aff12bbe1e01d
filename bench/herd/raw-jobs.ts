import { Logger, run } from 'graphile-worker'
import type pg from 'pg'

/** Jobs a second of the job runner alone: each one is fetched, does nothing, and is completed. */
export async function rawJobsPerSecond(pool: pg.Pool, jobs: number, lanes: number): Promise<number> {
  await pool.query(
    `select count(*) from graphile_worker.add_jobs(array(
       select ('empty', '{}', null, now() + interval '1 second', 1, null, 0, null)::graphile_worker.job_spec
       from generate_series(1, $1::int)))`,
    [jobs],
  )
  await pool.query('vacuum analyze graphile_worker._private_jobs')
  let [done, first, last] = [0, 0, 0]
  const finished = Promise.withResolvers<void>()
  const runner = await run({
    pgPool: pool,
    concurrency: lanes,
    pollInterval: 500,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => undefined),
    taskList: {
      empty: () => {
        if (done++ === 0) first = performance.now()
        if (done < jobs) return
        last = performance.now()
        finished.resolve()
      },
    },
  })
  await finished.promise
  await runner.stop()
  return (jobs / (last - first)) * 1000
}
