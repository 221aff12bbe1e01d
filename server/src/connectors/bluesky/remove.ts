import { AtUri } from '@atproto/syntax'
import type { CarePermit, Credentials, RemoveOutcome } from '../contract.ts'
import { postCollection, readSession, repostCollection, type Context, type Session } from './context.ts'
import { readJson, troubleOf } from './errors.ts'
import { rememberAnswer, toSend } from './to-send.ts'

/** One `deleteRecord`, which the network answers alike when there is nothing left to delete. */
export async function remove(
  context: Context,
  permit: CarePermit,
  credentials: Credentials,
  remoteId: string,
): Promise<RemoveOutcome> {
  let session: Session
  let post: AtUri
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  try {
    post = new AtUri(remoteId)
  } catch {
    return { kind: 'rejected', reason: 'invalid', detail: 'This is no address of a post on Bluesky' }
  }
  if (post.host !== session.did || ![postCollection, repostCollection].includes(post.collection)) {
    return { kind: 'rejected', reason: 'not_permitted', detail: 'This is not a post of this account' }
  }
  const input = { repo: session.did, collection: post.collection, rkey: post.rkey }
  const request = await toSend(context, session, 'deleteRecord', input)
  const result = await context.http.send(permit, request)
  rememberAnswer(context, session, result)
  const trouble = troubleOf(result, context.now(), session)
  if (trouble !== undefined) return trouble
  // services older than version 0.4 answer with nothing at all
  const answered = result.kind === 'answer' && (result.body === '' || readJson(result.body) !== undefined)
  return answered
    ? { kind: 'removed' }
    : { kind: 'unknown', detail: 'The service answered yes, but not as this network does' }
}
