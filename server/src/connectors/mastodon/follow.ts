import { createParser } from 'eventsource-parser'
import type { Credentials, FollowOutcome, Following } from '../contract.ts'
import { ask, asText, inside, readJson, readSession, type Answer, type Context, type Session } from './context.ts'
import { describe, noAnswer, troubleWhileReading } from './errors.ts'
import { toNews } from './news.ts'
import { instanceUrl } from './profile.ts'

/** A server's heartbeat comes every fifteen seconds. */
export const usualSilence = 60_000
/** One event: a status with everything about it. What is longer is not this API, and not kept. */
const longestEvent = 512 * 1024

/** What people do, as it happens, by server-sent events: https://docs.joinmastodon.org/methods/streaming/#notification */
export async function follow(
  context: Context,
  credentials: Credentials,
  { signal, onOpen, onNews }: Following,
): Promise<FollowOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  try {
    const host = await streamingHost(context, session)
    if (host === undefined) return { kind: 'unsupported', detail: 'The server names no address for streaming' }
    const { status, headers, pieces } = await context.http.stream(`${host}/api/v1/streaming/user/notification`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${session.accessToken}` },
      signal,
      silentMs: context.silence,
    })
    if (status !== 200)
      return refused(context, session, { status, headers, body: await firstOf(pieces), json: undefined })
    if (headers['content-type']?.startsWith('text/event-stream') !== true)
      return { kind: 'unsupported', detail: 'The server answered, but not with a stream' }
    onOpen()
    const parser = createParser({
      maxBufferSize: longestEvent,
      onEvent({ event, data }) {
        // `notifications_merged` and others: the list is read anew by whoever opens the next stream
        const news = event === 'notification' ? toNews(readJson(data) ?? {}) : undefined
        if (news !== undefined) onNews(news)
      },
    })
    for await (const piece of pieces) parser.feed(piece)
    return { kind: 'ended', detail: 'The stream ended' }
  } catch (error) {
    return { kind: 'ended', ...noAnswer(error) }
  }
}

/**
 * Where the server says that it streams. It names a websocket; the same host speaks server-sent events. Undefined: nowhere, or
 * nowhere that a sign-in may travel to.
 */
async function streamingHost(context: Context, { service }: Session): Promise<string | undefined> {
  const { json } = await ask(context, instanceUrl(service))
  const named = asText(inside(inside(json, 'configuration'), 'urls')['streaming'])
  const url = URL.parse(named.replace(/^ws/, 'http'))
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return undefined
  // a server of one's own house may go without encryption; nobody else's may ask for that
  if (url.protocol === 'http:' && !service.startsWith('http:')) return undefined
  return url.href.replace(/\/+$/, '')
}

async function firstOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  try {
    for await (const piece of pieces) {
      text += piece
      if (text.length > 4096) break
    }
  } catch {
    // it ended: that is all there is of it
    return text
  }
  return text
}

/** What no stream means. Whether a 401 is the end of the sign-in, the account itself tells: see core/news. */
function refused(context: Context, session: Session, answer: Answer): FollowOutcome {
  const detail = describe(answer, session)
  if ([403, 404, 405, 410, 501].includes(answer.status)) return { kind: 'unsupported', detail }
  const trouble = troubleWhileReading(answer, context.now(), session)
  if (trouble === undefined || trouble.kind === 'rejected') return { kind: 'unsupported', detail }
  return trouble
}
