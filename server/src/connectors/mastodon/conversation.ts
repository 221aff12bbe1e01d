import { conversationLimits, type ConversationOutcome, type Credentials, type Reply } from '../contract.ts'
import { httpErrorIn } from '../http.ts'
import { ask, asText, inside, readSession, remoteIdOf, type Context, type Fields, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { plainText } from './plain-text.ts'
import { rememberRate } from './rate.ts'
import { toRemotePost } from './remote-post.ts'

/** What stands below a status: https://docs.joinmastodon.org/methods/statuses/#context */
export async function conversation(
  context: Context,
  credentials: Credentials,
  remoteId: string,
): Promise<ConversationOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  try {
    const path = `${session.service}/api/v1/statuses/${encodeURIComponent(remoteId)}/context`
    const answer = await ask(context, path, { token: session.accessToken })
    rememberRate(context, session, answer.headers)
    // in the API's own words: a page that says 404 is a server that is being moved
    if ((answer.status === 404 || answer.status === 410) && answer.json?.['error'] !== undefined)
      return { kind: 'gone', detail: 'The server does not show this post any more' }
    const trouble = troubleWhileReading(answer, context.now(), session)
    if (trouble?.kind === 'rejected') return { kind: 'later', detail: trouble.detail }
    if (trouble !== undefined) return trouble
    const below = answer.json?.['descendants']
    if (!Array.isArray(below)) return { kind: 'later', detail: 'The server answered, but not with a conversation' }
    return { kind: 'read', ...arrange(session, remoteId, below as Fields[]) }
  } catch (error) {
    // many hundreds of answers: they are to be read where they are
    if (httpErrorIn(error)?.why === 'too_large') return { kind: 'read', replies: [], hidden: 0, more: true }
    return { kind: 'later', ...noAnswer(error) }
  }
}

/** The server tells them in the order of a thread. One whose parent it does not show stands below the post itself. */
function arrange(session: Session, rootId: string, statuses: readonly Fields[]) {
  const depths = new Map([[rootId, 0]])
  const replies: Reply[] = []
  let [hidden, more] = [0, false]
  for (const status of statuses) {
    const reply = toReply(session, rootId, status)
    if (reply === undefined) {
      hidden++
      continue
    }
    const parentId = depths.has(reply.parentId) ? reply.parentId : rootId
    const depth = (depths.get(parentId) ?? 0) + 1
    // also of one that is left out: what answers it is deeper still
    depths.set(reply.id, depth)
    if (depth > conversationLimits.depth || replies.length === conversationLimits.replies) {
      more = true
      continue
    }
    replies.push({ ...reply, parentId })
  }
  return { replies, hidden, more }
}

/** Undefined for what the account has chosen not to see, and for what is no status. */
function toReply(session: Session, rootId: string, status: Fields): Reply | undefined {
  const post = toRemotePost(status)
  const createdAt = new Date(asText(status['created_at']))
  if (post === undefined || Number.isNaN(createdAt.getTime()) || isFiltered(status)) return undefined
  const account = inside(status, 'account')
  const [name, acct, warning] = [
    asText(account['display_name']),
    asText(account['acct']),
    asText(status['spoiler_text']),
  ]
  const media = status['media_attachments']
  return {
    id: post.id,
    parentId: asText(status['in_reply_to_id']) || rootId,
    author: {
      id: remoteIdOf({ accountId: asText(account['id']), domain: session.domain }),
      // of people of the same server it tells the name alone
      handle: acct.includes('@') ? acct : `${acct}@${session.domain}`,
      displayName: name === '' ? acct : name,
    },
    text: plainText(asText(status['content'])),
    ...(warning.trim() === '' ? {} : { contentWarning: warning.trim() }),
    media: Array.isArray(media) ? media.length : 0,
    createdAt,
    url: post.url,
  }
}

/** A filter of the account's that hides: https://docs.joinmastodon.org/entities/FilterResult/ */
function isFiltered(status: Fields): boolean {
  const filtered = status['filtered']
  return (
    Array.isArray(filtered) &&
    (filtered as Fields[]).some((result) => asText(inside(result, 'filter')['filter_action']) === 'hide')
  )
}
