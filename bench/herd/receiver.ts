import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

interface Arrival {
  /** Index of the account that sent it, and of the delivery in its lane. */
  readonly account: number
  readonly index: number
  /** ms since 1970 */
  readonly at: number
}

interface PutRecord {
  readonly repo: string
  readonly collection: string
  readonly rkey: string
  readonly record: { readonly text: string }
}

export interface Judgement {
  readonly received: number
  readonly duplicates: number
  /** Accounts whose deliveries came in another order than theirs, or while an earlier one had no answer yet. */
  readonly disordered: number
  /** Requests that were no post of the herd. */
  readonly strangers: number
  /** Most requests that were waiting for their answer at one instant. */
  readonly mostAtOnce: number
}

export const textOf = (account: number, index: number): string => `herd ${account} ${index}`
export const didOf = (account: number): string => `did:plc:herd${String(account).padStart(20, 'x')}`

/**
 * Just enough of a Bluesky PDS to take posts in, with a fixed latency. It believes nobody: what came, when, in which order and how
 * often is what it says, not what the sender's database says.
 */
export class Receiver implements AsyncDisposable {
  readonly arrivals: Arrival[] = []
  readonly #latency: number
  readonly #keys = new Set<string>()
  readonly #lanes = new Map<number, { next: number; open: boolean }>()
  readonly #disordered = new Set<number>()
  #duplicates = 0
  #strangers = 0
  #open = 0
  #mostAtOnce = 0
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })

  /** @param latency ms between a request's arrival and its answer */
  constructor(latency: number) {
    this.#latency = latency
  }

  async listen(): Promise<string> {
    this.#server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
    await new Promise((resolve) => this.#server.once('listening', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  judge(): Judgement {
    return {
      received: this.arrivals.length,
      duplicates: this.#duplicates,
      disordered: this.#disordered.size,
      strangers: this.#strangers,
      mostAtOnce: this.#mostAtOnce,
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    this.#mostAtOnce = Math.max(this.#mostAtOnce, ++this.#open)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const put = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Partial<PutRecord>
    const words = /^herd (\d+) (\d+)$/.exec(put.record?.text ?? '')
    const [account, index] = [Number(words?.[1]), Number(words?.[2])]
    const known = request.url === '/xrpc/com.atproto.repo.putRecord' && words !== null && put.repo === didOf(account)
    if (!known) {
      this.#strangers++
      return this.#say(response, 400, { error: 'InvalidRequest', message: 'This receiver takes the herd alone' })
    }
    const key = `${put.repo} ${put.rkey}`
    const again = this.#keys.has(key)
    this.#keys.add(key)
    const lane = this.#lanes.get(account) ?? { next: 0, open: false }
    this.#lanes.set(account, lane)
    if (again) this.#duplicates++
    else this.arrivals.push({ account, index, at })
    if (!again && (lane.open || lane.next !== index)) this.#disordered.add(account)
    if (!again) lane.next = index + 1
    lane.open = true
    await wait(Math.max(0, at + this.#latency - Date.now()))
    lane.open = false
    if (again) return this.#say(response, 400, { error: 'InvalidSwap', message: 'Record was at another version' })
    this.#say(response, 200, { uri: `at://${put.repo}/${put.collection}/${put.rkey}`, cid: `bafy${put.rkey}` })
  }

  #say(response: ServerResponse, status: number, body: object): void {
    this.#open--
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
