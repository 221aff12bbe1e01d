import pg from 'pg'
import { changesSince, type Changes } from '../../core/audit/changes.ts'
import { currentPosition, type Position } from '../../core/audit/position.ts'
import type { Core } from '../../core/context.ts'
import { bellChannel, type Hint } from '../../db/bell.ts'

const catchUpEvery = 2000
const batch = 500

export type Listener = (changes: Changes) => void
export type HintListener = (hint: Hint) => void

/**
 * Follows the record for one process and tells its listeners what was committed. PostgreSQL's notifications say when to look; a
 * look every two seconds makes up for a lost one. After a lost connection it goes on where it stood.
 */
export class ChangeFeed {
  readonly #core: Core
  readonly #url: string
  readonly #listeners = new Set<Listener>()
  readonly #hintListeners = new Set<HintListener>()
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #position: Position | undefined
  #reading: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(core: Core, databaseUrl: string) {
    this.#core = core
    this.#url = databaseUrl
  }

  async start(): Promise<void> {
    this.#position = await currentPosition(this.#core.db)
    await this.#listen()
    this.#timer = setInterval(() => this.#wake(), catchUpEvery)
  }

  /** @returns a function that ends it */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What is told beside the record. @returns a function that ends it */
  onHint(listener: HintListener): () => void {
    this.#hintListeners.add(listener)
    return () => this.#hintListeners.delete(listener)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#reading
    await this.#client?.end()
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'vigie live' })
    client.on('notification', ({ payload }) => this.#take(payload ?? ''))
    client.on('error', (err) => {
      this.#core.log.warn({ err }, 'the live connection to the database broke; polling until it is back')
      this.#client = undefined
    })
    try {
      await client.connect()
      await client.query(`listen ${bellChannel}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    this.#client = client
  }

  #take(payload: string): void {
    if (payload === '') return this.#wake()
    const hint = JSON.parse(payload) as Hint
    for (const listener of this.#hintListeners) listener(hint)
    return undefined
  }

  #wake(): void {
    if (this.#closed) return
    this.#again = true
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
      if (this.#again) this.#wake()
    })
  }

  async #read(): Promise<void> {
    this.#again = false
    try {
      if (this.#client === undefined && !this.#closed) await this.#listen()
      if (this.#position === undefined || this.#listeners.size === 0) {
        const position = await currentPosition(this.#core.db)
        // who began to listen meanwhile may stand before it: then nothing is skipped
        if (this.#listeners.size === 0 || this.#position === undefined) this.#position = position
        else this.#again = true
        return
      }
      const changes = await changesSince(this.#core.db, this.#position, batch)
      this.#position = changes.position
      if (changes.entries.length > 0) for (const listener of this.#listeners) listener(changes)
    } catch (err) {
      this.#core.log.warn({ err }, 'the record could not be read; trying again')
    }
  }
}
