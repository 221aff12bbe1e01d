import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import {
  matcher,
  readAll,
  recordFields,
  type Act,
  type Answer,
  type Fault,
  type Match,
  type ProxyEntry,
  type Waiting,
} from './proxy-entry.ts'

export type { Fault, Match, ProxyEntry } from './proxy-entry.ts'

/**
 * An HTTP proxy on loopback before one service. What it does to requests and answers is set by the test; what it saw is in
 * `log`. Where the service's own address stands in a JSON answer (a DID document) the proxy's takes its place, so that
 * clients stay behind it.
 */
export class FaultyProxy implements AsyncDisposable {
  /** Every request that arrived, oldest first. */
  readonly log: ProxyEntry[] = []
  /** Connections accepted since the start. */
  connections = 0
  readonly #upstream: URL
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #sockets = new Set<Socket>()
  readonly #waiting: Waiting[] = []
  #server: Server | undefined
  #port = 0
  #closedBytes = 0
  #delay: (entry: ProxyEntry) => number = () => 0
  #held: { readonly match: (entry: ProxyEntry) => boolean; readonly gate: PromiseWithResolvers<void> } | undefined

  private constructor(upstream: string) {
    this.#upstream = new URL(upstream)
  }

  static async open(upstream: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(upstream)
    await proxy.accept()
    return proxy
  }

  get url(): string {
    return `http://localhost:${this.#port}`
  }

  /** Bytes that arrived from clients since the start, of requests or of anything else. */
  get bytesReceived(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesRead, this.#closedBytes)
  }

  /** Requests whose path ends so: "putRecord". */
  requests(match: Match): ProxyEntry[] {
    return this.log.filter(matcher(match))
  }

  /** The service does its work and answers; the client gets a closed connection instead. */
  dropNextAnswer(match?: Match): Fault {
    return this.#expect({ kind: 'drop_answer' }, match)
  }

  /** The client gets the head of the answer and half its body. */
  cutNextAnswer(match?: Match): Fault {
    return this.#expect({ kind: 'cut_answer' }, match)
  }

  /** The request is read and thrown away; the service never hears of it. */
  dropNextRequest(match?: Match): Fault {
    return this.#expect({ kind: 'drop_request' }, match)
  }

  /** The proxy answers in place of the service. */
  answerNext(status: number, headers: Readonly<Record<string, string>>, body: unknown, match?: Match): Fault {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const type = typeof body === 'string' ? 'text/plain' : 'application/json'
    return this.#expect({ kind: 'answer', status, headers: { 'content-type': type, ...headers }, body: text }, match)
  }

  /** From now on requests wait so many ms before they are passed on. */
  delay(ms: number | ((entry: ProxyEntry) => number)): void {
    this.#delay = typeof ms === 'number' ? () => ms : ms
  }

  /** From now on answers wait here, the work behind them being done. */
  holdAnswers(match?: Match): void {
    this.#held ??= { match: matcher(match), gate: Promise.withResolvers() }
  }

  releaseAnswers(): void {
    this.#held?.gate.resolve()
    this.#held = undefined
  }

  /** From now on connections are refused, and those that stand are cut. */
  async refuse(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  /** Accepts connections again, on the same port. */
  async accept(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
    server.on('connection', (socket) => {
      this.connections++
      this.#sockets.add(socket)
      socket.once('close', () => {
        this.#sockets.delete(socket)
        this.#closedBytes += socket.bytesRead
      })
    })
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.releaseAnswers()
    await this.refuse()
    this.#agent.destroy()
  }

  #expect(act: Act, match: Match | undefined): Fault {
    const { promise, resolve } = Promise.withResolvers<ProxyEntry>()
    this.#waiting.push({ act, match: matcher(match), resolve })
    return { met: promise }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#upstream)
    const entry: ProxyEntry = {
      seq: this.log.length,
      receivedAt: new Date(),
      receivedMs: performance.now(),
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      outcome: 'open',
    }
    this.log.push(entry)
    const body = await readAll(request)
    if (body === undefined) {
      entry.outcome = 'request_incomplete'
      return
    }
    const named = recordFields(body)
    if (named !== undefined) entry.body = named
    const index = this.#waiting.findIndex(({ match }) => match(entry))
    const fault = index < 0 ? undefined : this.#waiting.splice(index, 1)[0]
    const wait = this.#delay(entry)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    await this.#act(fault?.act, entry, request, body, response)
    fault?.resolve(entry)
  }

  async #act(
    act: Act | undefined,
    entry: ProxyEntry,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ) {
    if (act?.kind === 'drop_request') {
      entry.outcome = 'request_dropped'
      return void request.socket.destroy()
    }
    if (act?.kind === 'answer') {
      entry.outcome = 'answered_by_proxy'
      entry.status = act.status
      return void response.writeHead(act.status, { ...act.headers }).end(act.body)
    }
    // the service finishes what it was asked, whether or not the client still listens
    const answer = await this.#ask(request, body)
    entry.serviceStatus = answer.status
    if (this.#held?.match(entry) === true) await this.#held.gate.promise
    if (request.socket.destroyed) {
      entry.outcome = 'client_gone'
      return
    }
    if (act?.kind === 'drop_answer') {
      entry.outcome = 'answer_dropped'
      return void request.socket.destroy()
    }
    entry.status = answer.status
    const headers = { ...answer.headers, 'content-length': String(answer.body.length) }
    delete headers['transfer-encoding']
    delete headers.connection
    response.writeHead(answer.status, headers)
    if (act?.kind === 'cut_answer') {
      entry.outcome = 'answer_cut'
      const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
      return void response.write(half, () => request.socket.destroy())
    }
    entry.outcome = 'answered'
    response.end(answer.body)
  }

  async #ask(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const headers = { ...request.headers, host: this.#upstream.host, 'accept-encoding': 'identity' }
    const options = { agent: this.#agent, method: request.method ?? 'GET', headers }
    const asked = forward(new URL(request.url ?? '/', this.#upstream), options)
    asked.end(body)
    try {
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      const whole = await readAll(answer)
      if (whole === undefined) return unreachable
      return { status: answer.statusCode ?? 502, headers: answer.headers, body: this.#rewrite(answer, whole) }
    } catch {
      return unreachable
    }
  }

  #rewrite(answer: IncomingMessage, body: Buffer): Buffer {
    if (answer.headers['content-type']?.includes('json') !== true) return body
    return Buffer.from(body.toString('utf8').replaceAll(this.#upstream.origin, this.url))
  }
}

const unreachable: Answer = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"error":"UpstreamFailure","message":"The service behind the proxy does not answer"}'),
}
