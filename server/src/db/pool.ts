import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { preparing } from './prepare.ts'
import type { Schema } from './schema.ts'

/** For reading. A `Tx` may be passed where a `Db` is asked for, never the other way round. */
export type Db = Kysely<Schema>
/** Proof of an open transaction: whatever changes state takes one. */
export type Tx = Transaction<Schema>

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * How long a transaction may sit still, in ms: PostgreSQL then ends its connection, so that one that was cut off, or a frozen process,
 * does not keep its locks for ever. The longest that is meant waits for a network that renews a sign-in, 25 s.
 */
const stillFor = 60_000

interface PoolOptions {
  /** Keeps its connections open for ever once they were made. */
  readonly keep?: boolean
  /** As PostgreSQL shows its connections. */
  readonly name?: string
}

/** Opens a pool. Columns are snake_case in SQL and camelCase in code. A lost idle connection is reported, never fatal. */
export function openDatabase(
  url: string,
  size: number,
  onError: (error: Error) => void,
  { keep = false, name = 'vigie' }: PoolOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: stillFor,
    // what is asked for at once leaves at once (`finish`)
    pipeline: true,
    ...(keep ? { min: size, idleTimeoutMillis: 0 } : {}),
  })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    db,
    pool,
    async close() {
      // ends the pool too, unless nothing was ever asked through it
      await db.destroy()
      if (!pool.ending) await pool.end()
    },
  }
}

/** What the connections of the emergency stop are called, so that what is in their way is found. */
export const urgentName = 'vigie stop'

/** The emergency stop's own connections: two, so that one can look for what is in the way of the other. */
export function openUrgent(url: string, onError: (error: Error) => void): Database {
  return openDatabase(url, 2, onError, { keep: true, name: urgentName })
}
