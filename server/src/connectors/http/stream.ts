import { request as undiciRequest, type Dispatcher } from 'undici'
import { readAddress } from './connect.ts'
import { HttpError, toHttpError } from './errors.ts'
import { flatten } from './send.ts'

export interface StreamRequest {
  readonly headers: Readonly<Record<string, string>>
  /** Ends it. */
  readonly signal: AbortSignal
  /** How long the other side may say nothing, in ms. */
  readonly silentMs: number
}

export interface OpenStream {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** What comes, as it comes. @throws HttpError where it breaks, falls silent, or is ended */
  readonly pieces: AsyncIterable<string>
}

export type StreamFrom = (url: string, request: StreamRequest) => Promise<OpenStream>

/**
 * An answer without an end, for reading alone. It follows no redirect: a sign-in does not travel to where nobody said it would.
 *
 * @throws HttpError
 */
export function guardedStream(agent: Dispatcher, userAgent: string): StreamFrom {
  return async (address, { headers, signal, silentMs }) => {
    const url = readAddress(address)
    try {
      const answer = await undiciRequest(url, {
        dispatcher: agent,
        headers: { 'user-agent': userAgent, ...headers },
        signal,
        bodyTimeout: silentMs,
      })
      return { status: answer.statusCode, headers: flatten(answer.headers), pieces: read(answer.body, url.origin) }
    } catch (error) {
      throw toHttpError(error, url.origin)
    }
  }
}

async function* read(body: AsyncIterable<Buffer>, origin: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  try {
    for await (const piece of body) yield decoder.decode(piece, { stream: true })
  } catch (error) {
    throw toHttpError(error, origin)
  }
  throw new HttpError('unreachable', `${origin} ended the stream`)
}
