import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import { addDueChecks } from '../core/accounts/due-checks.ts'
import type { Core } from '../core/context.ts'
import { sweep } from '../core/gate/sweep.ts'
import { enterWorker, leaveWorker, touchWorker } from '../core/gate/worker.ts'
import type { Database } from '../db/pool.ts'
import type { Log } from '../lib/log.ts'
import { tasks } from './tasks.ts'

export interface Work {
  /** Ends after what is on the wire has its outcome. */
  stop(): Promise<void>
}

const roundEvery = 5000

/** The job runner speaks through our log. */
export function jobLogger(log: Log): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new Logger(() => (level, message) => log[levels[level]]({ from: 'jobs' }, message))
}

/** Runs the background tasks in this process until it is stopped. `lanes` is how many accounts are served at once. */
export async function startWork(core: Core, database: Database, lanes: number): Promise<Work> {
  await enterWorker(core.db, core.workerId)
  const stopping = new AbortController()
  const runner = await run({
    pgPool: database.pool,
    concurrency: lanes,
    pollInterval: 500,
    // jobs are fetched together: otherwise every lane asks by itself, twice a second, for ever. What a busy process fetched and did
    // not begin within a second goes back to the others
    preset: { worker: { localQueue: { size: lanes, ttl: 1000 } } },
    noHandleSignals: true,
    parsedCronItems: [],
    taskList: tasks(core, stopping.signal),
    logger: jobLogger(core.log),
  })
  runner.promise.catch((err: unknown) => core.log.error({ err }, 'the job runner ended'))
  const rounds = goRound(core, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await rounds
      await runner.stop()
      await leaveWorker(core.db, core.workerId)
    },
  }
}

/** Every few seconds: a sign of life, and a look for what dead processes left. */
async function goRound(core: Core, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await touchWorker(core.db, core.workerId)
      await sweep(core)
      await addDueChecks(core)
    } catch (err) {
      core.log.warn({ err }, 'a round of the sweep failed; the next one tries again')
    }
    await wait(roundEvery, undefined, { signal: stopping }).catch(() => undefined)
  }
}
