import type { Credentials, Sent, SettleOutcome } from '../contract.ts'
import { ask, asText, readSession, type Answer, type Context, type Fields, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { reblogId, toRemotePost } from './remote-post.ts'
import { trimmed } from './text.ts'

const perPage = 40
const mostPages = 10
/** Clocks of our machines, ours and a server's `date` (whole seconds) agree within this, in ms. */
const tolerance = 10_000
/** Where a server does not tell its time. */
const withoutDate = 5 * 60_000

/**
 * Reads the account's own statuses back to the first attempt, and finds ours by its exact text (the source, not the HTML).
 *
 * Two of the same text are told apart by time and by id: what is older than the first attempt is another's doing, and what
 * another delivery is known to have made is that one's. What is left and has our text is ours, also where somebody typed the same
 * elsewhere at that moment: then it is public once, as it was meant to be, and the doubt never makes a second one.
 */
export async function settle(context: Context, credentials: Credentials, sent: Sent): Promise<SettleOutcome> {
  const session = readSession(credentials)
  try {
    const { kind, subject } = sent
    if (kind === 'repost' && subject !== undefined) return await isRepeated(context, session, subject.id)
    if (kind === 'edit' && subject !== undefined) return await isRewritten(context, session, subject.id, sent.text)
    return await search(context, session, sent)
  } catch (error) {
    if (error instanceof Unclear) return { kind: 'unknown', detail: error.message }
    return { kind: 'unknown', ...noAnswer(error) }
  }
}

class Unclear extends Error {}

/** The server says of a status whether this account repeats it. */
async function isRepeated(context: Context, session: Session, id: string): Promise<SettleOutcome> {
  const { json } = await read(context, session, `/api/v1/statuses/${encodeURIComponent(id)}`)
  const post = json === undefined ? undefined : toRemotePost(json)
  const reblogged = json?.['reblogged']
  if (post === undefined || typeof reblogged !== 'boolean')
    throw new Unclear('The server does not say whether it is reposted: look yourself')
  return reblogged ? { kind: 'found', post: { id: reblogId(id), url: post.url } } : { kind: 'absent' }
}

/** A status has the new text, or it does not. */
async function isRewritten(context: Context, session: Session, id: string, text: string): Promise<SettleOutcome> {
  const { json } = await read(context, session, `/api/v1/statuses/${encodeURIComponent(id)}`)
  const post = json === undefined ? undefined : toRemotePost(json)
  if (post === undefined) throw new Unclear('The server answered, but not with the post')
  return (await hasText(context, session, id, text)) ? { kind: 'found', post } : { kind: 'absent' }
}

async function search(context: Context, session: Session, sent: Sent): Promise<SettleOutcome> {
  let below = ''
  let oldest: number | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = `limit=${perPage}&exclude_reblogs=true${below === '' ? '' : `&max_id=${encodeURIComponent(below)}`}`
    const path = `/api/v1/accounts/${encodeURIComponent(session.accountId)}/statuses?${query}`
    const answer = await read(context, session, path)
    const statuses = Array.isArray(answer.json) ? (answer.json as Fields[]) : undefined
    if (statuses === undefined) throw new Unclear('The server answered, but not with the account’s posts')
    oldest ??= since(sent, answer, context.now())
    for (const status of statuses) {
      if (Date.parse(asText(status['created_at'])) < oldest || sent.others.includes(asText(status['id']))) continue
      const post = toRemotePost(status)
      if (post !== undefined && (await hasText(context, session, post.id, sent.text))) return { kind: 'found', post }
    }
    const last = statuses.at(-1)
    if (last === undefined || Date.parse(asText(last['created_at'])) < oldest) return { kind: 'absent' }
    below = asText(last['id'])
  }
  return { kind: 'unknown', detail: 'The account has posted too much since: look yourself' }
}

/** The first attempt's time, on the server's clock. */
function since({ since: began }: Sent, { headers }: Answer, now: Date): number {
  const theirs = Date.parse(headers['date'] ?? '')
  if (Number.isNaN(theirs)) return began.getTime() - withoutDate
  return began.getTime() + (theirs - now.getTime()) - tolerance
}

async function hasText(context: Context, session: Session, id: string, text: string): Promise<boolean> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}`
  const source = await request(context, session, `${path}/source`)
  if (source.status === 404) {
    // deleted a moment ago; or a server that keeps no source, where nobody can say
    if ((await request(context, session, path)).status === 404) return false
    throw new Unclear('This server does not tell the text of a post: look yourself')
  }
  refuse(context, session, source)
  return comparable(asText(source.json?.['text'])) === comparable(text)
}

/** Servers take blanks off both ends, and may keep accents and line ends in another form. */
const comparable = (text: string): string => trimmed(text.replaceAll('\r\n', '\n')).normalize('NFC')

const request = (context: Context, { service, accessToken }: Session, path: string): Promise<Answer> =>
  ask(context, service + path, { token: accessToken })

async function read(context: Context, session: Session, path: string): Promise<Answer> {
  const answer = await request(context, session, path)
  refuse(context, session, answer)
  return answer
}

/** @throws Unclear: a refusal says nothing about the post. */
function refuse(context: Context, session: Session, answer: Answer): void {
  const trouble = troubleWhileReading(answer, context.now(), session)
  if (trouble !== undefined) throw new Unclear(trouble.detail)
}
