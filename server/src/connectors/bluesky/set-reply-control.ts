import type { CarePermit, ChangeOutcome, Credentials, Prepared } from '../contract.ts'
import { readSession, type Context, type Session } from './context.ts'
import { readJson, troubleOf } from './errors.ts'
import { threadgateCollection } from './gates.ts'
import { rememberRate } from './rate.ts'

/** One `putRecord` of the gate, over the one that was read: what somebody changed meanwhile is not overwritten. */
export async function setReplyControl(
  context: Context,
  permit: CarePermit,
  credentials: Credentials,
  { key: rkey, body }: Prepared,
): Promise<ChangeOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const { did: repo, pdsUrl, accessJwt } = session
  const result = await context.http.send(permit, {
    url: `${pdsUrl}/xrpc/com.atproto.repo.putRecord`,
    method: 'POST',
    headers: { authorization: `Bearer ${accessJwt}`, 'content-type': 'application/json' },
    body: JSON.stringify({ repo, collection: threadgateCollection, rkey, ...body }),
  })
  rememberRate(context, repo, result)
  const trouble = troubleOf(result, context.now(), session)
  if (trouble !== undefined) return trouble
  const answered = result.kind === 'answer' && typeof readJson(result.body)?.['uri'] === 'string'
  return answered ? { kind: 'changed' } : { kind: 'unknown', detail: 'The service answered yes, but not with our gate' }
}
