import type { Credentials, Prepared, PublishOutcome, SpeechPermit } from '../contract.ts'
import { postCollection, postUri, postUrl, readSession, type Context, type Session } from './context.ts'
import { readJson, troubleOf } from './errors.ts'
import { rememberRate } from './rate.ts'

/**
 * One `putRecord` under our own key.
 *
 * With `swapRecord: null` the PDS creates or does nothing: the same record again is answered like the first time without a second
 * commit, and a different record under the same key is refused (InvalidSwap), never overwritten. `createRecord` with our key
 * would answer a repeat with an error instead.
 * https://docs.bsky.app/docs/api/com-atproto-repo-put-record
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
  const { did, pdsUrl, accessJwt } = session
  const result = await context.http.send(permit, {
    url: `${pdsUrl}/xrpc/com.atproto.repo.putRecord`,
    method: 'POST',
    headers: { authorization: `Bearer ${accessJwt}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      repo: did,
      collection: postCollection,
      rkey: prepared.key,
      record: prepared.body,
      swapRecord: null,
    }),
  })
  rememberRate(context, did, result)
  const trouble = troubleOf(result, context.now(), session)
  if (trouble !== undefined) return trouble
  const answer = result.kind === 'answer' ? readJson(result.body) : undefined
  const id = postUri(did, prepared.key)
  if (answer?.['uri'] !== id || typeof answer['cid'] !== 'string') {
    return { kind: 'unknown', detail: 'The service answered yes, but not with our post' }
  }
  return { kind: 'published', post: { id, version: answer['cid'], url: postUrl(context.web, did, prepared.key) } }
}
