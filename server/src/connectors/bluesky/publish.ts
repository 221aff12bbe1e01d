import type { Credentials, Prepared, PublishOutcome, SpeechPermit } from '../contract.ts'
import { postCollection, postUri, readSession, repostCollection, type Context, type Session } from './context.ts'
import { readJson, troubleOf } from './errors.ts'
import type { Gate } from './gates.ts'
import { rememberAnswer, toSend, type WritingMethod } from './to-send.ts'
import { urlOf } from './url-of.ts'

/**
 * One `putRecord` under our own key; with gates, one `applyWrites`.
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
  const { did } = session
  const { method, input } = toRequest(did, prepared)
  const request = await toSend(context, session, method, input)
  const result = await context.http.send(permit, request)
  rememberAnswer(context, session, result)
  const trouble = troubleOf(result, context.now(), session)
  if (trouble !== undefined) return trouble
  const answer = result.kind === 'answer' ? readJson(result.body) : undefined
  const id = postUri(did, prepared.key, collectionOf(prepared))
  const made = Array.isArray(answer?.['results']) ? (answer['results'][0] as typeof answer) : answer
  if (made?.['uri'] !== id || typeof made['cid'] !== 'string') {
    return { kind: 'unknown', detail: 'The service answered yes, but not with our post' }
  }
  return { kind: 'published', post: { id, version: made['cid'], url: urlOf(context.web, id, prepared.body) } }
}

/** A post, or a repost. */
const collectionOf = ({ body }: Prepared): string =>
  body['$type'] === repostCollection ? repostCollection : postCollection

/**
 * A post with gates is made with them in one commit, so that nobody replies or quotes before they stand. The same again makes
 * nothing: the key is taken, which the service tells with a 500, so it is looked up.
 */
function toRequest(did: string, { key, body }: Prepared): { method: WritingMethod; input: object } {
  const { gates, ...record } = body
  if (gates === undefined) {
    return {
      method: 'putRecord',
      input: { repo: did, collection: collectionOf({ key, body }), rkey: key, record, swapRecord: null },
    }
  }
  const all = [record, ...(gates as Gate[])] as { readonly $type: string }[]
  const $type = 'com.atproto.repo.applyWrites#create'
  const writes = all.map((value) => ({ $type, collection: value.$type, rkey: key, value }))
  return { method: 'applyWrites', input: { repo: did, writes } }
}
