import type { Credentials, Sent, SettleOutcome } from '../contract.ts'
import { clientFor, postCollection, postUri, readSession, repostCollection, type Context } from './context.ts'
import { describe, readError } from './errors.ts'
import { urlOf } from './url-of.ts'

/**
 * Reads the record with our key. It needs no sign-in, so it also works while the account has none.
 *
 * "Absent" says what stands there now. A request that is still inside the PDS may land a moment later: harmless, since the
 * repeat that "absent" allows goes out under the same key.
 */
export async function settle(
  context: Context,
  credentials: Credentials,
  { key, kind }: Pick<Sent, 'key' | 'kind'>,
): Promise<SettleOutcome> {
  const collection = kind === 'repost' ? repostCollection : postCollection
  const { did, pdsUrl } = readSession(credentials)
  try {
    const { data } = await clientFor(context.http, pdsUrl).com.atproto.repo.getRecord({
      repo: did,
      collection,
      rkey: key,
    })
    const id = postUri(did, key, collection)
    const post = { id, url: urlOf(context.web, id, data.value) }
    return { kind: 'found', post: data.cid === undefined ? post : { ...post, version: data.cid } }
  } catch (error) {
    const read = readError(error)
    if ('failure' in read)
      return { kind: 'unknown', detail: read.failure?.message ?? 'The service gave no usable answer' }
    // any other no (an account that moved, a service that is no PDS any more) says nothing about the post
    if (read.refusal.name === 'RecordNotFound') return { kind: 'absent' }
    return { kind: 'unknown', detail: describe(read.refusal) }
  }
}
