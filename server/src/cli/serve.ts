import closeWithGrace from 'close-with-grace'
import { migrate, pendingMigrations } from '../db/migrate.ts'
import { startWork, type Work } from '../jobs/work.ts'
import { openProduct, type Opened } from './open.ts'
import type { RunningApi } from './start-api.ts'

export interface ServeOptions {
  readonly api: boolean
  readonly work: boolean
}

/** `serve` brings the database up to date; `api` and `work` alone leave that to whoever deploys them. */
async function prepareDatabase({ database, log }: Opened, alone: boolean): Promise<void> {
  if (alone) {
    const pending = await pendingMigrations(database)
    if (pending.length > 0)
      throw new Error(
        `The database is older than this version (${pending.join(', ')}). Run: node server/src/main.ts migrate`,
      )
    return
  }
  const ran = await migrate(database)
  if (ran.length > 0) log.info({ migrations: ran }, 'the database was brought up to date')
}

/** Runs the API, the jobs, or both, until the process is told to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  const began = performance.now()
  const both = options.api && options.work
  const opened = await openProduct({ embedded: both ? 'own' : 'find' })
  const { log, settings } = opened
  let work: Work | undefined
  let api: RunningApi | undefined
  const stop = async () => {
    await api?.close()
    await work?.stop()
    await opened.close()
  }
  closeWithGrace({ delay: 35_000, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'stopping after an error nobody caught')
    else log.info({ signal }, 'stopping')
    await stop()
  })
  try {
    await prepareDatabase(opened, !both)
    if (options.work) work = await startWork(opened.core, opened.database, settings.config.lanes)
    if (options.api) api = await (await import('./start-api.ts')).startApi(opened)
  } catch (error) {
    await stop()
    throw error
  }
  const where = api === undefined ? 'Vigie works on the jobs' : `Vigie is ready: ${api.url}`
  log.info({ ms: Math.round(performance.now() - began) }, where)
}
