import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import type { Permit } from './contract.ts'
import { addressRule, type AllowPrivate } from './http/addresses.ts'
import { guardedConnect } from './http/connect.ts'
import { guardedFetch } from './http/fetch.ts'
import { send, type SendRequest, type SendResult } from './http/send.ts'
import { guardedStream, type StreamFrom } from './http/stream.ts'

export type { AllowPrivate } from './http/addresses.ts'
export { HttpError, httpErrorIn } from './http/errors.ts'
export type { SendRequest, SendResult } from './http/send.ts'

/** The one way out of the house. Every request to a network goes through here; one that speaks in public goes through `send`. */
export interface Http {
  /** For reading and reversible steps. @throws HttpError */
  readonly fetch: typeof globalThis.fetch
  /** The same for pictures and videos on their way to a network: minutes, where `fetch` has seconds. */
  readonly upload: typeof globalThis.fetch
  /** For an answer that goes on for hours: news as they happen. @throws HttpError */
  readonly stream: StreamFrom
  /** For the one irreversible request of a permit. Never throws, never repeats, never follows a redirect. */
  send(permit: Permit, request: SendRequest): Promise<SendResult>
  close(): Promise<void>
}

export interface HttpOptions {
  /** Private addresses that may be reached: see `AllowPrivate`. Default: none. */
  readonly allowPrivate?: AllowPrivate
  readonly userAgent?: string
  /** Until the connection stands, name look-up and TLS included, in ms. */
  readonly connectMs?: number
  /** Until the answer is whole, in ms. */
  readonly answerMs?: number
  /** Until a large body has left and its answer is whole, in ms. */
  readonly uploadMs?: number
  readonly maxAnswerBytes?: number
  /** Resolves names; for tests. */
  readonly lookup?: LookupFunction
}

export function createHttp(options: HttpOptions = {}): Http {
  const {
    allowPrivate = false,
    userAgent = 'Vigie',
    connectMs = 5_000,
    answerMs = 20_000,
    uploadMs = 10 * 60_000,
    maxAnswerBytes = 2 * 1024 * 1024,
  } = options
  const connect = guardedConnect(addressRule(allowPrivate), connectMs, options.lookup)
  const agent = new Agent({
    connect,
    maxResponseSize: maxAnswerBytes,
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
  })
  // nothing of a stream is kept, so its size has no limit; how long it may be silent says who opens it
  const streams = new Agent({ connect, maxResponseSize: -1, headersTimeout: answerMs })
  return {
    fetch: guardedFetch(agent, connectMs + answerMs, userAgent),
    upload: guardedFetch(agent, connectMs + uploadMs, userAgent, uploadMs),
    stream: guardedStream(streams, userAgent),
    send(permit, request) {
      const headers = { 'user-agent': userAgent, ...request.headers }
      return send(connect, { answerMs, maxAnswerBytes }, permit, { ...request, headers })
    },
    close: async () => void (await Promise.all([agent.destroy(), streams.destroy()])),
  }
}
