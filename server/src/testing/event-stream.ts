import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Client } from './client.ts'

export interface LiveEvent {
  readonly id: string | undefined
  readonly event: string
  readonly data: { readonly seq?: string; readonly action?: string; readonly subject?: { kind: string; id: string } }
}

/** A browser that listens to the changes of a workspace, over a real connection. */
export class EventStream {
  readonly events: LiveEvent[] = []
  /** What a browser would send as Last-Event-ID. */
  lastId: string | undefined
  ended = false
  readonly #call: ClientRequest
  #rest = ''

  private constructor(call: ClientRequest, answer: IncomingMessage) {
    this.#call = call
    answer.setEncoding('utf8')
    answer.on('data', (text: string) => this.#take(text))
    const end = () => {
      this.ended = true
    }
    answer.on('end', end).on('error', end).on('close', end)
  }

  static async open(base: string, path: string, who: Client, lastId?: string): Promise<EventStream> {
    const headers = { ...who.identity(), ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
    const call = request(base + path, { headers, agent: false })
    call.on('error', () => undefined)
    call.end()
    const [answer] = (await once(call, 'response')) as [IncomingMessage]
    if (answer.statusCode !== 200) throw new Error(`The stream answered ${answer.statusCode}`)
    const stream = new EventStream(call, answer)
    stream.lastId = lastId
    return stream
  }

  /** Changes received, by `seq`. */
  get seqs(): string[] {
    return this.events.flatMap(({ event, data }) => (event === 'change' && data.seq !== undefined ? [data.seq] : []))
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]))
      const id = fields.get('id')
      if (id !== undefined) this.lastId = id
      const event = fields.get('event')
      if (event === undefined) continue
      this.events.push({ id, event, data: JSON.parse(fields.get('data') ?? '{}') as LiveEvent['data'] })
    }
  }

  /** Cuts the connection, as a train in a tunnel does. */
  cut(): void {
    this.#call.destroy()
  }
}
