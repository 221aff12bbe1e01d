import type { CarePermit, ChangeOutcome, Credentials, Prepared } from '../contract.ts'
import { readSession, type Context, type Session } from './context.ts'
import { readJson, troubleOf } from './errors.ts'
import { threadgateCollection } from './gates.ts'
import { rememberAnswer, toSend } from './to-send.ts'

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
  const input = { repo: session.did, collection: threadgateCollection, rkey, ...body }
  const request = await toSend(context, session, 'putRecord', input)
  const result = await context.http.send(permit, request)
  rememberAnswer(context, session, result)
  const trouble = troubleOf(result, context.now(), session)
  if (trouble !== undefined) return trouble
  const answered = result.kind === 'answer' && typeof readJson(result.body)?.['uri'] === 'string'
  return answered ? { kind: 'changed' } : { kind: 'unknown', detail: 'The service answered yes, but not with our gate' }
}
