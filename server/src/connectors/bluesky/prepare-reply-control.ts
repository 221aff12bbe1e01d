import { AtUri } from '@atproto/syntax'
import type { Credentials, PrepareOutcome, ReplyRule } from '../contract.ts'
import { clientFor, postCollection, readSession, type Context } from './context.ts'
import { readError, troubleWhileReading } from './errors.ts'
import { allowOf, threadgateCollection } from './gates.ts'
import { freshenNonce } from './oauth/proof.ts'

/** Reads the gate of a post as it is, so that what a person hid there stays hidden. */
export async function prepareReplyControl(
  context: Context,
  credentials: Credentials,
  remoteId: string,
  rules: readonly ReplyRule[],
): Promise<PrepareOutcome> {
  const session = readSession(credentials)
  const { did, pdsUrl } = session
  const { host, collection, rkey } = new AtUri(remoteId)
  if (host !== did || collection !== postCollection) {
    return { kind: 'rejected', reason: 'not_permitted', detail: 'This is not a post of this account' }
  }
  await freshenNonce(context, session)
  let before: { cid: string | null; value: Readonly<Record<string, unknown>> } = { cid: null, value: {} }
  try {
    const client = clientFor(context.http, pdsUrl)
    const { data } = await client.com.atproto.repo.getRecord({ repo: did, collection: threadgateCollection, rkey })
    before = { cid: data.cid ?? null, value: data.value }
  } catch (error) {
    const read = readError(error)
    if (!('refusal' in read) || read.refusal.name !== 'RecordNotFound') {
      return troubleWhileReading(error, context.now(), session)
    }
  }
  const { allow: _, ...kept } = before.value
  const allow = allowOf(rules)
  const record = {
    createdAt: context.now().toISOString(),
    ...kept,
    $type: threadgateCollection,
    post: remoteId,
    ...(allow === undefined ? {} : { allow }),
  }
  return { kind: 'ready', prepared: { key: rkey, body: { record, swapRecord: before.cid } } }
}
