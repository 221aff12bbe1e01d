import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { Permit } from '../contract.ts'
import { carrierOf, readAddress, type Connect } from './connect.ts'
import { HttpError, toHttpError } from './errors.ts'

export interface SendRequest {
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type SendResult =
  /** A whole answer, whatever its status. Header names are in lower case. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** Certain: no byte of the request left this machine. */
  | {
      readonly kind: 'not_sent'
      readonly why: 'permit_expired' | 'unreachable' | 'refused_address'
      readonly detail: string
    }
  /** The request left, or part of it; there is no whole answer. */
  | { readonly kind: 'no_answer'; readonly detail: string }

export interface SendLimits {
  /** From the moment the bytes leave until the answer is whole, in ms. */
  readonly answerMs: number
  readonly maxAnswerBytes: number
}

/**
 * The one irreversible request: a connection of its own, one try, no redirect followed. Never throws.
 *
 * The permit is spent in `onRequestStart`, which undici calls when the connection stands (TLS included), in the same turn of
 * the event loop in which it writes the request to the socket: nothing can wait in between. When `spend` throws, undici has
 * not written a byte, and does not.
 *
 * When there is no answer in time, the connection is reset: closed in the usual way, the system would go on for minutes trying to
 * deliver what it was handed, and a look at the network in the meantime would call absent what is still to come.
 */
export async function send(
  connect: Connect,
  limits: SendLimits,
  permit: Permit,
  request: SendRequest,
): Promise<SendResult> {
  let url: URL
  try {
    url = readAddress(request.url)
  } catch (error) {
    return notSent(toHttpError(error, 'the service'))
  }
  let carrier: Socket | undefined
  const remember: Connect = (options, callback) =>
    connect(options, (...made) => {
      if (made[1] !== null) carrier = carrierOf(made[1])
      callback(...made)
    })
  const client = new Client(url.origin, {
    connect: remember,
    pipelining: 1,
    maxResponseSize: limits.maxAnswerBytes,
  })
  try {
    return await exchange(client, limits, permit, url, request, () => carrier?.resetAndDestroy())
  } finally {
    client.destroy(() => undefined)
  }
}

function exchange(
  client: Client,
  limits: SendLimits,
  permit: Permit,
  url: URL,
  request: SendRequest,
  reset: () => void,
): Promise<SendResult> {
  return new Promise((resolve) => {
    let left = false
    let permitRefused = false
    let status = 0
    let headers: Record<string, string> = {}
    const chunks: Buffer[] = []
    let deadline: NodeJS.Timeout | undefined
    const end = (result: SendResult) => {
      clearTimeout(deadline)
      resolve(result)
    }
    const fail = (error: unknown) => {
      const problem = toHttpError(error, url.origin)
      if (left) end({ kind: 'no_answer', detail: problem.message })
      else if (permitRefused)
        end({ kind: 'not_sent', why: 'permit_expired', detail: 'The permit was not good any more' })
      else end(notSent(problem))
    }
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        try {
          permit.spend()
        } catch {
          permitRefused = true
          controller.abort(new Error('permit refused'))
          return
        }
        left = true
        deadline = setTimeout(() => {
          reset()
          controller.abort(new HttpError('timeout', `${url.origin} gave no answer within ${limits.answerMs} ms`))
        }, limits.answerMs)
      },
      onResponseStart(_, code, raw) {
        status = code
        headers = flatten(raw)
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd: () => end({ kind: 'answer', status, headers, body: Buffer.concat(chunks).toString('utf8') }),
      onResponseError: (_, error) => fail(error),
    }
    const path = url.pathname + url.search
    // `reset` asks for "connection: close"; `idempotent: false` keeps undici from ever repeating the request
    const options = { path, method: request.method, headers: request.headers, idempotent: false, reset: true }
    try {
      client.dispatch(request.body === undefined ? options : { ...options, body: request.body }, handler)
    } catch (error) {
      fail(error)
    }
  })
}

const notSent = (problem: HttpError): SendResult => ({
  kind: 'not_sent',
  why: problem.why === 'refused_address' || problem.why === 'bad_address' ? 'refused_address' : 'unreachable',
  detail: problem.message,
})

/** Several headers of one name become one, joined by commas. */
export function flatten(raw: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(raw).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const]
  })
  return Object.fromEntries(entries)
}
