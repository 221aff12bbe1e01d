import type { CheckOutcome, Credentials } from '../contract.ts'
import { ask, readSession, type Answer, type Context } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { askInstance, toProfile } from './profile.ts'
import { rememberRate } from './rate.ts'

/** Asks the account's server whether the token stands, and reads name, picture, and what the server allows and can do. */
export async function check(context: Context, credentials: Credentials): Promise<CheckOutcome> {
  const session = readSession(credentials)
  let answer: Answer
  try {
    answer = await ask(context, `${session.service}/api/v1/accounts/verify_credentials`, { token: session.accessToken })
  } catch (error) {
    return { kind: 'transient', ...noAnswer(error) }
  }
  rememberRate(context, session, answer.headers)
  const trouble = troubleWhileReading(answer, context.now(), session)
  if (trouble === undefined) {
    const profile = toProfile(session, answer.json ?? {}, await askInstance(context, session.service))
    return profile === undefined
      ? { kind: 'transient', detail: 'The server answered, but not with an account' }
      : { kind: 'ok', profile }
  }
  const { detail } = trouble
  if (trouble.kind === 'sign_in') return { kind: 'sign_in', detail }
  if (trouble.kind === 'later' && trouble.reason === 'rate_limited') {
    const { retryAt } = trouble
    return { kind: 'rate_limited', detail, ...(retryAt === undefined ? {} : { retryAt }) }
  }
  if (trouble.kind === 'rejected' && trouble.reason === 'account_restricted') return { kind: 'restricted', detail }
  // a token without the leave we asked for is no use to us
  if (trouble.kind === 'rejected') return { kind: 'sign_in', detail }
  return { kind: 'transient', detail }
}
