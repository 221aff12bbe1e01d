import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface Arrival {
  /** Who it was sent for, and under which key. */
  readonly did: string
  readonly key: string
  /** When its head was read, ms since 1970 by the machine's clock. */
  readonly at: number
}

/** Clients look whether it is one. */
const cid = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a'

interface PutRecord {
  readonly repo: string
  readonly collection: string
  readonly rkey: string
}

/**
 * Just enough of a Bluesky PDS to take posts in and say whether it has them. It writes down what arrives and when, believes nobody,
 * and answers when the test likes: its log is the judge. What has arrived stands there from that moment, answered or not.
 */
export class RecordingReceiver implements AsyncDisposable {
  readonly arrivals: Arrival[] = []
  /** ms until the answer. */
  latency: () => number = () => 0
  readonly #records = new Map<string, object>()
  #held: PromiseWithResolvers<void> | undefined
  #url = ''
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })

  static async open(): Promise<RecordingReceiver> {
    const receiver = new RecordingReceiver()
    receiver.#server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
    await once(receiver.#server, 'listening')
    receiver.#url = `http://127.0.0.1:${(receiver.#server.address() as AddressInfo).port}`
    return receiver
  }

  get url(): string {
    return this.#url
  }

  /** Answers wait from now on. */
  hold(): void {
    this.#held ??= Promise.withResolvers()
  }

  release(): void {
    this.#held?.resolve()
    this.#held = undefined
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const url = new URL(request.url ?? '/', 'http://receiver')
    const method = url.pathname.replace('/xrpc/com.atproto.repo.', '')
    if (method === 'getRecord') {
      const record = this.#records.get(`${url.searchParams.get('repo')} ${url.searchParams.get('rkey')}`)
      if (record === undefined) say(response, 400, { error: 'RecordNotFound', message: 'No such record' })
      else say(response, 200, record)
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (method !== 'putRecord') {
      say(response, 400, { error: 'InvalidRequest', message: 'This receiver takes posts alone' })
      return
    }
    const { repo, collection, rkey } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as PutRecord
    const record = { uri: `at://${repo}/${collection}/${rkey}`, cid, value: {} }
    this.arrivals.push({ did: repo, key: rkey, at })
    this.#records.set(`${repo} ${rkey}`, record)
    await wait(this.latency())
    await this.#held?.promise
    say(response, 200, record)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release()
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
