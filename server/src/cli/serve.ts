import { constants, setPriority } from 'node:os'
import closeWithGrace from 'close-with-grace'
import { mute } from '../core/gate/mute.ts'
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

const stopSignals = ['SIGINT', 'SIGTERM'] as const
/** Ctrl-C under npm arrives twice, from the terminal and from npm: that is one wish, not two. */
const sameWish = 1000

/** The first signal stops in order; one that comes later, from somebody who will not wait, ends the process at once. */
function stopOnSignal(stop: () => void): void {
  let first: number | undefined
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (first === undefined) {
        first = performance.now()
        stop()
      } else if (performance.now() - first > sameWish) process.exit(1)
    })
  }
}

/** `kill -USR2`: this process sends nothing any more, whatever happens to the database. Windows has no such signal. */
function muteOnSignal({ log }: Opened, work: () => Work | undefined): void {
  if (process.platform === 'win32') return
  process.on('SIGUSR2', () => {
    const onWire = mute()
    log.warn({ onWire }, 'muted by SIGUSR2: nothing more leaves this process until it is restarted')
    work()
      ?.mute()
      .catch((err: unknown) => log.error({ err }, 'while muting'))
  })
}

/**
 * A process that only works yields the processor to those that answer people: whoever stops everything does not wait for what is to be
 * stopped. No lock that a stop waits for is held while this process waits for its turn (`core/gate/let-out.ts`).
 */
function yieldToPeople({ log }: Opened): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch (err) {
    log.debug({ err }, 'the priority stays as it is')
  }
}

/** Runs the API, the jobs, or both, until the process is told to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  const began = performance.now()
  const both = options.api && options.work
  const opened = await openProduct({ embedded: both ? 'own' : 'find' })
  const { log, settings } = opened
  let work: Work | undefined
  let api: RunningApi | undefined
  let stopping: Promise<void> | undefined
  // once, whoever asks first; and whatever fails on the way, the database is closed
  const stop = () =>
    (stopping ??= (async () => {
      const steps = [() => api?.close(), () => work?.stop(), () => opened.close()]
      for (const step of steps)
        await Promise.resolve(step()).catch((err: unknown) => log.error({ err }, 'while stopping'))
    })())
  const grace = closeWithGrace({ delay: 35_000, logger: false, skip: [...stopSignals, 'SIGUSR2'] }, async ({ err }) => {
    if (err) log.fatal({ err }, 'stopping after an error nobody caught')
    else log.info('stopping')
    await stop()
  })
  stopOnSignal(grace.close)
  muteOnSignal(opened, () => work)
  if (!options.api) yieldToPeople(opened)
  try {
    await prepareDatabase(opened, !both)
    if (options.work) work = await startWork(opened.core, opened.database, settings.config.lanes)
    if (options.api) api = await (await import('./start-api.ts')).startApi(opened)
  } catch (error) {
    const asked = stopping !== undefined
    await stop()
    // what broke because we stopped meanwhile is no error
    if (asked) return
    throw error
  }
  if (stopping !== undefined) return
  const where = api === undefined ? 'Vigie works on the jobs' : `Vigie is ready: ${api.url}`
  log.info({ ms: Math.round(performance.now() - began) }, where)
}
