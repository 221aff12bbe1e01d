import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'

/** A statement is prepared from this use on. */
const often = 20
/** Most statements prepared on one connection. What is longer, or comes after so many texts, is sent as it is. */
const most = 200
const longest = 5000

/** feature_not_supported: "cached plan must not change result type" */
const planRefused = '0A000'

/** Names of the statements of this process that come often. */
export class StatementNames {
  readonly #uses = new Map<string, number>()
  readonly #names = new Map<string, string>()
  #made = 0

  /** Undefined for what does not come often enough to be kept. */
  of(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    if (this.#names.size === most || text.length > longest || this.#uses.size > 10 * most) return undefined
    const uses = (this.#uses.get(text) ?? 0) + 1
    this.#uses.set(text, uses)
    if (uses < often) return undefined
    this.#names.set(text, `vigie_${++this.#made}`)
    return this.#names.get(text)
  }

  /** From here on everything is prepared anew, under other names. */
  forget(): void {
    this.#uses.clear()
    this.#names.clear()
  }
}

/** What `finish` ends a transaction with, behind its last statements: a commit, told apart from the one that the query builder sends. */
export const earlyCommit = 'commit and no chain'

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  /** The transaction has had its early commit; the usual end is still to come, and has nothing left to do. */
  #finished = false

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(text: unknown, values: readonly unknown[] = []): never {
    if (typeof text !== 'string') throw new Error('Reading with a cursor is not set up here')
    return this.#send(text, [...values]) as never
  }

  async #send(text: string, values: unknown[]) {
    if (this.#finished) {
      this.#finished = false
      if (text === 'commit' || text === 'rollback') return { command: text.toUpperCase(), rowCount: 0, rows: [] }
      throw new Error('A statement came after the end of its transaction')
    }
    if (text === earlyCommit) this.#finished = true
    const name = values.length > 0 ? this.#names.of(text) : undefined
    if (name === undefined) return this.#client.query(text, values)
    try {
      return await this.#client.query({ name, text, values })
    } catch (error) {
      if ((error as { code?: string }).code === planRefused) this.#names.forget()
      throw error
    }
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }
}

/**
 * A pool whose connections keep the plans of statements that come often: reading and planning them anew was two fifths of
 * PostgreSQL's work on the send path (bench/README.md).
 *
 * A migration beside a running process can change what `select *` returns; PostgreSQL then refuses the kept plan before it does
 * anything. Such a statement fails once, like on a lost connection, and all are prepared anew.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new StatementNames()
  const clients = new WeakMap<pg.PoolClient, PreparingClient>()
  return {
    Client: pg.Client,
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? new PreparingClient(client, names)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
