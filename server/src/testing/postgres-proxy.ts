import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const name = '.s.PGSQL.5432'

/** Words of a client that spring a trap: PostgreSQL hears them, the answer stays here. */
interface Trap {
  readonly words: RegExp
  /** In what PostgreSQL answers. */
  readonly until: RegExp
  readonly met: PromiseWithResolvers<void>
}

/** A proxy before PostgreSQL's unix socket, for one worker: its connections can be cut, and answers kept back. */
export class PostgresProxy implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'vigie-pg-'))
  readonly #upstream: string
  readonly #database: string
  readonly #sockets = new Set<Socket>()
  readonly #kept: (() => void)[] = []
  #server: Server | undefined
  #trap: Trap | undefined

  private constructor(databaseUrl: string) {
    const url = new URL(databaseUrl.replace('@/', '@localhost/'))
    this.#upstream = join(url.searchParams.get('host') ?? '', name)
    this.#database = databaseUrl
  }

  static async open(databaseUrl: string): Promise<PostgresProxy> {
    const proxy = new PostgresProxy(databaseUrl)
    await proxy.restore()
    return proxy
  }

  /** The same database, through here. */
  get url(): string {
    return this.#database.replace(/host=[^&]*/, `host=${encodeURIComponent(this.#folder)}`)
  }

  /** Ends what is open, on both sides, and refuses what is new. */
  async cut(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async restore(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer((client) => this.#join(client))
    server.listen(join(this.#folder, name))
    await once(server, 'listening')
    this.#server = server
  }

  /**
   * The next client that says these words gets no answer to them, nor to anything else, until `release`.
   * @param until in the answer that is waited for; without it, any
   * @returns once PostgreSQL has given that answer
   */
  keepAnswer(words: RegExp, until = /[^]/): Promise<void> {
    const met = Promise.withResolvers<void>()
    this.#trap = { words, until, met }
    return met.promise
  }

  /** Passes on the answers that were kept back. */
  release(): void {
    for (const pass of this.#kept.splice(0)) pass()
  }

  #join(client: Socket): void {
    const server = connect(this.#upstream)
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
    }
    let keeping: Trap | undefined
    const kept: Buffer[] = []
    client.on('data', (bytes) => {
      const trap = this.#trap
      if (trap?.words.test(bytes.toString('latin1')) === true) {
        this.#trap = undefined
        keeping = trap
        this.#kept.push(() => {
          keeping = undefined
          for (const chunk of kept.splice(0)) client.write(chunk)
        })
      }
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (keeping === undefined) client.write(bytes)
      else {
        kept.push(bytes)
        if (keeping.until.test(Buffer.concat(kept).toString('latin1'))) keeping.met.resolve()
      }
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
