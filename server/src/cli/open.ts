import { setTimeout as wait } from 'node:timers/promises'
import { loadSettings, type Settings } from '../config/config.ts'
import { createHttp } from '../connectors/http.ts'
import { createConnectors } from '../connectors/registry.ts'
import type { Core } from '../core/context.ts'
import { createBell } from '../db/bell.ts'
import { embeddedUrl, startEmbedded } from '../db/embedded/start.ts'
import { openDatabase, openUrgent, type Database } from '../db/pool.ts'
import { systemClock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { createLog, type Log } from '../lib/log.ts'
import { SecretBox } from '../lib/secret-box.ts'
import { imageFetcher } from './fetch-image.ts'
import { pageFetcher } from './fetch-page.ts'
import { openStore } from './files.ts'
import { smtpMailer } from './mailer.ts'

export interface Opened {
  readonly settings: Settings
  readonly log: Log
  readonly database: Database
  readonly databaseUrl: string
  readonly core: Core
  /** Closes what was opened here, the embedded database last. */
  close(): Promise<void>
}

interface OpenOptions {
  /**
   * What to do about the embedded database: `own` starts it for the life of this process, `borrow` uses the one that runs or starts
   * it for a moment, `find` only uses the one that runs.
   */
  readonly embedded: 'own' | 'borrow' | 'find'
}

/** Everything else may be as it should. */
export class DatabaseAway extends Error {}

/** What waiting does not mend: a wrong password, a missing database, a certificate. */
const hopeless = /^(28|3D|42501|ERR_|SELF_SIGNED|CERT_)/

/** PostgreSQL may still be starting beside us (a container next door): a server gives it half a minute. */
async function answers(database: Database, log: Log, patience: number): Promise<void> {
  const deadline = performance.now() + patience
  for (;;) {
    try {
      await database.pool.query('select')
      return
    } catch (cause) {
      const { code = '', message } = cause as { code?: string; message?: string }
      if (hopeless.test(code) || performance.now() > deadline) {
        const why = message === undefined || message === '' ? code : message
        throw new DatabaseAway(
          `The database does not answer (${why}). Check DATABASE_URL, or that \`npm start\` runs.`,
          {
            cause,
          },
        )
      }
      log.warn('waiting for the database')
      await wait(500)
    }
  }
}

/** Reads the configuration and opens everything the product's functions need. */
export async function openProduct(options: OpenOptions): Promise<Opened> {
  const settings = loadSettings()
  const { config, secrets } = settings
  const log = createLog(config.logLevel)
  const wanted = config.databaseUrl === undefined && options.embedded !== 'find'
  const embedded = wanted ? await startEmbedded(config.dataFolder, { own: options.embedded === 'own' }) : undefined
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? embeddedUrl(config.dataFolder)
  const database = openDatabase(databaseUrl, config.poolSize, (err) => log.warn({ err }, 'a database connection broke'))
  const urgent = openUrgent(databaseUrl, (err) => log.warn({ err }, 'a database connection of the stop broke'))
  try {
    await answers(database, log, options.embedded === 'borrow' ? 3000 : 30_000)
  } catch (error) {
    await urgent.close()
    await database.close()
    await embedded?.stop()
    throw error
  }
  const http = createHttp({ allowPrivate: config.allowPrivate })
  const core: Core = {
    db: database.db,
    urgent: urgent.db,
    clock: systemClock(),
    // a key made by `rotate-key` meanwhile opens here too
    box: new SecretBox(secrets.sealingKeys, () => loadSettings().secrets.sealingKeys),
    log,
    bell: createBell(database.db, (err) => log.debug({ err }, 'the bell did not ring')),
    connectors: createConnectors({
      http,
      now: () => new Date(),
      ...(config.blueskyWeb === undefined ? {} : { blueskyWeb: config.blueskyWeb }),
      ...(config.blueskyDirectory === undefined ? {} : { blueskyDirectory: config.blueskyDirectory }),
    }),
    ...openStore(settings),
    fetchImage: imageFetcher(http),
    mail:
      secrets.smtpUrl === undefined
        ? undefined
        : smtpMailer(secrets.smtpUrl, config.mailFrom, config.publicUrl ?? `http://localhost:${config.port}`),
    fetchPage: pageFetcher(http),
    workerId: newId(),
  }
  return {
    settings,
    log,
    database,
    databaseUrl,
    core,
    async close() {
      await http.close()
      await urgent.close()
      await database.close()
      await embedded?.stop()
    },
  }
}
