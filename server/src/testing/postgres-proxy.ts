import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const name = '.s.PGSQL.5432'

/** What is done when a client sends certain words: `stop` passes them on and lets no answer back; `cut` also ends the connection. */
type Trap = { readonly words: RegExp; readonly act: 'stop' | 'cut'; readonly met: PromiseWithResolvers<void> }

/** A proxy before PostgreSQL's unix socket, for one worker: its connections can be cut, or left standing without an answer. */
export class PostgresProxy implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'vigie-pg-'))
  readonly #upstream: string
  readonly #database: string
  readonly #pairs = new Set<readonly [Socket, Socket]>()
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
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy()
    await closed
  }

  async restore(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer((client) => this.#join(client))
    server.listen(join(this.#folder, name))
    await once(server, 'listening')
    this.#server = server
  }

  /** The next client that sends these words gets no answer to them, though PostgreSQL hears them. @returns when that has happened */
  trapNext(words: RegExp, act: Trap['act']): Promise<void> {
    const met = Promise.withResolvers<void>()
    this.#trap = { words, act, met }
    return met.promise
  }

  #join(client: Socket): void {
    const server = connect(this.#upstream)
    const pair = [client, server] as const
    this.#pairs.add(pair)
    for (const [one, other] of [pair, [server, client] as const]) {
      one.on('error', () => undefined)
      one.on('close', () => {
        this.#pairs.delete(pair)
        other.destroy()
      })
    }
    let silenced = false
    server.on('data', (bytes) => {
      if (!silenced) client.write(bytes)
    })
    client.on('data', (bytes) => {
      const trap = this.#trap
      if (trap?.words.test(bytes.toString('latin1')) !== true) {
        server.write(bytes)
        return
      }
      this.#trap = undefined
      silenced = true
      // PostgreSQL works on it, whatever happens to the connection then
      server.write(bytes, () => {
        if (trap.act === 'cut') server.once('data', () => client.destroy())
        trap.met.resolve()
      })
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
