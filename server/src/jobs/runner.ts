import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import type { Core } from '../core/context.ts'
import type { Database } from '../db/pool.ts'
import type { Log } from '../lib/log.ts'

export interface KeptRunner {
  /** Ends after its jobs have. */
  stop(): Promise<void>
}

/** The job runner speaks through our log. */
export function jobLogger(log: Log): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new Logger(() => (level, message) => log[levels[level]]({ from: 'jobs' }, message))
}

function start(core: Core, { pool }: Database, lanes: number, taskList: TaskList): Promise<Runner> {
  return run({
    pgPool: pool,
    concurrency: lanes,
    pollInterval: 500,
    preset: {
      worker: {
        // jobs are fetched together: otherwise every lane asks by itself, twice a second, for ever. What a busy process fetched and
        // did not begin within a second goes back to the others
        localQueue: { size: lanes, ttl: 1000 },
        // ended together: one by one, a connection that is lost while a job ends is an error nobody catches
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    noHandleSignals: true,
    parsedCronItems: [],
    taskList,
    logger: jobLogger(core.log),
  })
}

const pause = 500

/**
 * Runs jobs until it is stopped. The library's runner ends when it cannot write down that a job ended: the database was away. Then
 * another one begins; what the first one left is taken up by the sweep.
 */
export async function keepRunner(
  core: Core,
  database: Database,
  lanes: number,
  taskList: TaskList,
): Promise<KeptRunner> {
  let runner = await start(core, database, lanes, taskList)
  const stopping = new AbortController()
  const again = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        runner = await start(core, database, lanes, taskList)
        // told to stop meanwhile: nobody else has seen this one
        if (stopping.signal.aborted) await runner.stop()
        return
      } catch (err) {
        core.log.warn({ err }, 'the job runner could not begin; trying again')
      }
    }
  }
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((err: unknown) => core.log.error({ err }, 'the job runner ended; another one begins'))
      await again()
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await runner.stop().catch((err: unknown) => core.log.debug({ err }, 'the job runner had ended already'))
      await kept
    },
  }
}
