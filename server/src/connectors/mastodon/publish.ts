import type { Credentials, Prepared, PublishOutcome, SpeechPermit } from '../contract.ts'
import { asText, inside, readJson, readSession, type Context, type Session } from './context.ts'
import { troubleOf, type Trouble } from './errors.ts'
import { rememberRate } from './rate.ts'
import { reblogId, toRemotePost } from './remote-post.ts'
import { forgetUploads } from './upload.ts'
import { whoSaysNothing } from './wordless.ts'

/**
 * One `POST /api/v1/statuses`; of a repost, one to `…/reblog` of the status it repeats.
 *
 * Our key goes with it as `Idempotency-Key`, for servers that mind it; what became of a request
 * without an answer is looked up all the same (settle.ts).
 * https://docs.joinmastodon.org/methods/statuses/#create
 */
export async function publish(
  context: Context,
  permit: SpeechPermit,
  credentials: Credentials,
  prepared: Prepared,
): Promise<PublishOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const { reblog, ...body } = prepared.body
  const repeats = asText(reblog)
  const of = repeats === '' ? '' : `/${encodeURIComponent(repeats)}/reblog`
  const result = await context.http.send(permit, {
    url: `${session.service}/api/v1/statuses${of}`,
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${session.accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': prepared.key,
    },
    body: JSON.stringify(body),
  })
  if (result.kind === 'answer') rememberRate(context, session, result.headers)
  // whatever came of it, a post may refer to these now
  const media = prepared.body['media_ids']
  if (Array.isArray(media) && result.kind !== 'not_sent') forgetUploads(context, media.map(String))
  const trouble = troubleOf(result, context.now(), session)
  if (trouble === 'wordless') return whoSaysNothing(context, credentials)
  if (trouble !== undefined) return parentGone(prepared, trouble)
  const json = result.kind === 'answer' ? readJson(result.body) : undefined
  const post = json === undefined ? undefined : toRemotePost(json)
  if (post === undefined || asText(inside(json, 'account')['id']) !== session.accountId) {
    return { kind: 'unknown', detail: 'The server answered yes, but not with our post' }
  }
  return { kind: 'published', post: repeats === '' ? post : { id: reblogId(repeats), url: post.url } }
}

/** "Record not found" is said of what is answered too, and then it is that: of our own key it is said only when it was used before. */
function parentGone({ body }: Prepared, trouble: Trouble): Trouble {
  const answers = body['in_reply_to_id'] !== undefined
  if (trouble.kind !== 'rejected' || trouble.reason !== 'duplicate' || !answers) return trouble
  return { ...trouble, reason: 'parent_gone' }
}
