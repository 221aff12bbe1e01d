import { readFileSync } from 'node:fs'
import {
  freePort,
  openFolder,
  openWindow,
  prefixes,
  startVigie,
  type Bluesky,
  type Folder,
  type RunningVigie,
  type VigieOptions,
} from '@vigie/playground'

/** Where people see posts of the network, and its directory of identities. */
type NetworkAddresses = Pick<VigieOptions, 'blueskyWeb' | 'blueskyDirectory'>

/** A real Vigie in a process of its own, with its own data; it can be stopped and started again at the same address. */
export class Vigie implements AsyncDisposable {
  readonly url: string
  readonly #port: number
  readonly #folder: Folder
  readonly #network: NetworkAddresses
  #running: RunningVigie | undefined

  private constructor(port: number, folder: Folder, network: NetworkAddresses) {
    this.url = `http://localhost:${port}`
    this.#port = port
    this.#folder = folder
    this.#network = network
  }

  static async open(network: NetworkAddresses): Promise<Vigie> {
    const vigie = new Vigie(await freePort(), await openFolder(prefixes.vigie), network)
    try {
      await vigie.start()
      return vigie
    } catch (error) {
      await vigie[Symbol.asyncDispose]()
      throw error
    }
  }

  async start(): Promise<void> {
    this.#running = await startVigie({ port: this.#port, folder: this.#folder.path, ...this.#network })
  }

  /** In order, as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]()
    this.#running = undefined
  }

  /** At once, without letting it finish anything. */
  async kill(): Promise<void> {
    this.#running?.kill()
    await this.stop()
  }

  /** What this start has written to its log. */
  log(): string {
    return this.#running === undefined ? '' : readFileSync(this.#running.logFile, 'utf8')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    await this.#folder[Symbol.asyncDispose]()
  }
}

/** The network's own pages, in place of bsky.app. */
export async function openNetworkPages(network: Bluesky): Promise<AsyncDisposable & { readonly url: string }> {
  return openWindow(network, await freePort())
}
