import type { ServerResponse } from 'node:http'
import { no, withLeave, type Answer, type Call, type Server } from './answers.ts'
import type { Citizen, Notice } from './state.ts'

/** Its id in the description: the one operation whose answer has no end. */
export const streamingOperation = 'getStreamingUserNotification'

interface Stream {
  readonly person: Citizen
  readonly response: ServerResponse
}

/** Notifications as server-sent events: https://docs.joinmastodon.org/methods/streaming/#notification */
export class Streams {
  readonly #server: Server
  readonly #open = new Set<Stream>()
  readonly #beat: NodeJS.Timeout
  readonly #check: (notice: unknown) => void

  /** @param check looks at each notification that is told */
  constructor(server: Server, check: (notice: unknown) => void) {
    this.#server = server
    this.#check = check
    server.state.listeners.add((notice) => this.#tell(notice))
    this.#beat = setInterval(() => this.#write(':thump\n'), server.settings.heartbeatMs)
    this.#beat.unref()
  }

  /** @returns an answer where there is no stream; else the response is kept open. */
  async serve(call: Call, response: ServerResponse): Promise<Answer | undefined> {
    const { settings } = this.#server
    if (settings.streaming === 'none') return no(404, 'Not found')
    let open = false
    const refusal = await withLeave(this.#server, call, ['read', 'read:notifications'], ({ person, scopes }) => {
      // this part of the server says 401 where the others say 403
      if (!scopes.some((scope) => scope === 'read' || scope === 'read:statuses'))
        return no(401, 'Access token does not have the required scopes')
      open = true
      const stream = { person, response }
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(':)\n')
      this.#open.add(stream)
      response.on('close', () => this.#open.delete(stream))
      return { status: 200 }
    })
    if (open) return undefined
    return refusal.status === 403 ? { ...refusal, status: 401 } : refusal
  }

  /** How many somebody has open. */
  count(person: Citizen): number {
    return [...this.#open].filter((stream) => stream.person === person).length
  }

  /** The connections break, in the middle of a line. */
  cut(): void {
    for (const { response } of this.#open) {
      response.write('event: notif')
      response.destroy()
    }
  }

  close(): void {
    clearInterval(this.#beat)
    for (const { response } of this.#open) response.destroy()
  }

  #tell(notice: Notice): void {
    const { entities, state } = this.#server
    const status = entities.status(notice.toot, state.shown(notice.toot.person).length)
    const payload = entities.notice(notice, status)
    this.#check(payload)
    this.#write(`event: notification\ndata: ${JSON.stringify(payload)}\n\n`, notice.to)
  }

  #write(text: string, to?: Citizen): void {
    if (this.#server.settings.streaming === 'silent') return
    for (const { person, response } of this.#open) if (to === undefined || to === person) response.write(text)
  }
}
