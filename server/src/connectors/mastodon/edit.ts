import type { Credentials, Prepared, PublishOutcome, SpeechPermit } from '../contract.ts'
import { readJson, readSession, type Context, type Session } from './context.ts'
import { troubleOf } from './errors.ts'
import { rememberRate } from './rate.ts'
import { toRemotePost } from './remote-post.ts'
import { whoSaysNothing } from './wordless.ts'

/**
 * One `PUT /api/v1/statuses/:id`. The same again changes nothing, and what became of a request without an answer is looked up
 * (settle.ts). https://docs.joinmastodon.org/methods/statuses/#edit
 */
export async function edit(
  context: Context,
  permit: SpeechPermit,
  credentials: Credentials,
  remoteId: string,
  prepared: Prepared,
): Promise<PublishOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const result = await context.http.send(permit, {
    url: `${session.service}/api/v1/statuses/${encodeURIComponent(remoteId)}`,
    method: 'PUT',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${session.accessToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(prepared.body),
  })
  if (result.kind === 'answer') {
    rememberRate(context, session, result.headers)
    // in the API's own words: a page that says 404 is a server that is being moved
    if (result.status === 404 && readJson(result.body)?.['error'] !== undefined)
      return { kind: 'rejected', reason: 'parent_gone', detail: 'The post is not there any more' }
  }
  const trouble = troubleOf(result, context.now(), session)
  if (trouble === 'wordless') return whoSaysNothing(context, credentials)
  if (trouble !== undefined) return trouble
  const json = result.kind === 'answer' ? readJson(result.body) : undefined
  const post = json === undefined ? undefined : toRemotePost(json)
  if (post?.id !== remoteId) return { kind: 'unknown', detail: 'The server answered yes, but not with our post' }
  return { kind: 'published', post }
}
