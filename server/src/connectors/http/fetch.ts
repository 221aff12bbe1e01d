import { request as undiciRequest, type Dispatcher } from 'undici'
import { readAddress } from './connect.ts'
import { HttpError, toHttpError } from './errors.ts'
import { flatten } from './send.ts'

const redirects = new Set([301, 302, 303, 307, 308])
const maxRedirects = 3
const withoutBody = new Set([101, 204, 205, 304])

/**
 * `fetch` for reading, and for the reversible steps before a permit is asked for. The answer is read whole, within the agent's
 * size limit and `totalMs`. Only GET and HEAD follow redirects, three at most; each is judged like the first address, and a
 * sign-in does not travel to another origin. `redirect` is honoured: `error` refuses them, `manual` hands them over.
 *
 * @throws HttpError
 */
export function guardedFetch(
  agent: Dispatcher,
  totalMs: number,
  userAgent: string,
  silentMs?: number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = new Request(input, init)
    const body = asked.body === null ? null : Buffer.from(await asked.arrayBuffer())
    const headers = new Headers(asked.headers)
    if (!headers.has('user-agent')) headers.set('user-agent', userAgent)
    const signal = AbortSignal.any([AbortSignal.timeout(totalMs), asked.signal])
    let url = readAddress(asked.url)
    for (let hops = 0; ; hops++) {
      const answer = await once(agent, url, { method: asked.method, headers, body, signal, silentMs })
      const location = answer.headers.get('location')
      const leads = redirects.has(answer.status) && location !== null
      if (leads && asked.redirect === 'error') throw new HttpError('too_many_redirects', `${url.origin} redirects`)
      const follows = leads && asked.redirect === 'follow' && ['GET', 'HEAD'].includes(asked.method)
      if (!follows) return answer
      if (hops === maxRedirects) throw new HttpError('too_many_redirects', `${url.origin} redirects too often`)
      url = next(url, location, headers)
    }
  }
}

interface Ask {
  readonly method: string
  readonly headers: Headers
  readonly body: Buffer | null
  readonly signal: AbortSignal
  /** How long the other side may say nothing; the agent's own time where it is not given. */
  readonly silentMs: number | undefined
}

async function once(agent: Dispatcher, url: URL, ask: Ask): Promise<Response> {
  try {
    const { statusCode, headers, body } = await undiciRequest(url, {
      dispatcher: agent,
      method: ask.method,
      headers: Object.fromEntries(ask.headers),
      body: ask.body,
      signal: ask.signal,
      ...(ask.silentMs === undefined ? {} : { headersTimeout: ask.silentMs }),
    })
    // read within the limit and the deadline, so that nothing can drip in for ever
    const bytes = await body.arrayBuffer()
    return new Response(withoutBody.has(statusCode) ? null : bytes, { status: statusCode, headers: flatten(headers) })
  } catch (error) {
    if (ask.signal.aborted) throw new HttpError('timeout', `${url.origin} took too long`)
    throw toHttpError(error, url.origin)
  }
}

function next(from: URL, location: string, headers: Headers): URL {
  const target = URL.parse(location, from.href)
  if (target === null) throw new HttpError('bad_address', `${from.origin} redirects to what is no address`)
  const to = readAddress(target.href)
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new HttpError('bad_address', `${from.origin} redirects from https to http`)
  }
  if (to.origin !== from.origin) for (const name of ['authorization', 'cookie']) headers.delete(name)
  return to
}
