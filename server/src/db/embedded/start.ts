import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { claim, liveOwner, unclaim } from './owner.ts'
import { chooseRunAs } from './run-as.ts'
import { disownStaleLocks } from './stale-lock.ts'

export interface EmbeddedDatabase {
  /** Address of the product's database. */
  readonly url: string
  /** Address of another database of the same server. */
  urlOf(name: string): string
  stop(): Promise<void>
}

interface EmbeddedOptions {
  /** False only for throw-away data (tests): a power cut may then lose it. */
  readonly durable?: boolean
  readonly maxConnections?: number
  /** False for a command that only wants to use the database: one that runs already is used and left running. */
  readonly own?: boolean
}

const productDatabase = 'vigie'
const superuser = 'vigie'

/** A socket's path is limited to 107 bytes: a deep data folder gets a folder in the temp folder instead. */
function socketFolder(dataFolder: string): string {
  const near = join(dataFolder, 'run')
  if (Buffer.byteLength(near) < 80) return near
  return join(tmpdir(), `vigie-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`)
}

/** Address over the unix socket: nothing listens on the network. */
export function embeddedUrl(dataFolder: string, name = productDatabase): string {
  return `postgres://${superuser}@/${name}?host=${encodeURIComponent(socketFolder(dataFolder))}`
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [productDatabase])
    if (rowCount === 0) await client.query(`create database ${productDatabase}`)
  } finally {
    await client.end()
  }
}

function lastWords(log: string, cause: unknown): string {
  const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : ''
  return [cause instanceof Error ? cause.message : String(cause), tail].filter((part) => part !== '').join('\n')
}

/**
 * Starts PostgreSQL on its private folder, making it on first use. Only a unix socket is open, only to the user that runs Vigie.
 * A server that a killed Vigie left running is taken over as it is.
 */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const cluster = join(dataFolder, 'postgres')
  mkdirSync(dataFolder, { recursive: true })
  if (options.own === false && liveOwner(dataFolder) !== undefined) {
    return { url: embeddedUrl(dataFolder), urlOf: (name) => embeddedUrl(dataFolder, name), stop: async () => undefined }
  }
  claim(dataFolder)
  const sockets = socketFolder(dataFolder)
  const log = join(cluster, 'postgres.log')
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  const fresh = !existsSync(join(cluster, 'PG_VERSION'))
  // made under another name: what an interrupted first start leaves is never taken for a database
  const unfinished = `${cluster}.new`
  if (fresh) {
    for (const left of [cluster, unfinished]) rmSync(left, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
  }
  const { initdb, pg_ctl } = await findBinaries()
  const folder = fresh ? unfinished : cluster
  const as = await chooseRunAs([initdb, join(folder, 'PG_VERSION'), join(sockets, 'socket')])
  await as.own(sockets)
  const durable = options.durable !== false
  const settings = {
    listen_addresses: "''",
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: String(options.maxConnections ?? 200),
    shared_buffers: '128MB',
    // errors are logged without the rows they concern
    log_error_verbosity: 'terse',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  }
  const flags = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  try {
    await as.own(folder)
    if (fresh) {
      const common = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', `--username=${superuser}`]
      await as.exec(initdb, [`--pgdata=${unfinished}`, ...common, ...(durable ? [] : ['--no-sync'])])
      renameSync(unfinished, cluster)
    }
    disownStaleLocks(cluster, sockets)
    if (!(await running())) await startServer()
    await createDatabase(embeddedUrl(dataFolder, 'postgres'))
  } catch (cause) {
    unclaim(dataFolder)
    throw new Error(`The embedded PostgreSQL did not start.\n${lastWords(log, cause)}`, { cause })
  }
  /** A killed server's last process may still be at a long statement: it ends by itself, and until then PostgreSQL refuses. */
  async function startServer(): Promise<void> {
    const patience = Date.now() + 30_000
    for (;;) {
      try {
        await as.exec(pg_ctl, ['start', '-w', '-s', '-D', cluster, '-l', log, '-o', flags])
        return
      } catch (error) {
        const inUse = /pre-existing shared memory block .* still in use/.test(lastWords(log, ''))
        if (!inUse || Date.now() > patience) throw error
        await wait(200)
      }
    }
  }
  async function running(): Promise<boolean> {
    try {
      await as.exec(pg_ctl, ['status', '-s', '-D', cluster])
      return true
    } catch {
      return false
    }
  }
  return {
    url: embeddedUrl(dataFolder),
    urlOf: (name) => embeddedUrl(dataFolder, name),
    stop: async () => {
      if (await running()) await as.exec(pg_ctl, ['stop', '-w', '-s', '-m', 'fast', '-D', cluster])
      unclaim(dataFolder)
    },
  }
}
