import type { SignInInput, SignInOutcome, SignInRefused } from '../contract.ts'
import { httpErrorIn } from '../http.ts'
import { ask, asText, type Answer, type Context } from './context.ts'
import { noAnswer, retryTime, troubleWhileReading } from './errors.ts'
import { instanceUrl, readInstance, toProfile, type Instance } from './profile.ts'

/** With an access token made on the server (Preferences, Development): for scripts. People come through `redirect`. */
export async function signIn(context: Context, input: SignInInput): Promise<SignInOutcome> {
  const found = await findService(context, input['service'] ?? '')
  if (found.kind === 'refused') return found
  const accessToken = (input['accessToken'] ?? '').trim()
  if (accessToken === '') {
    return { kind: 'refused', reason: 'invalid', field: 'accessToken', detail: 'Give an access token' }
  }
  return openAccount(context, found, accessToken)
}

export interface Found {
  readonly kind: 'found'
  readonly service: string
  readonly instance: Instance
}

/**
 * The server a person means: its name or address, or an account's handle. Asked whether it speaks this API.
 */
export async function findService(context: Context, typed: string): Promise<Found | SignInRefused> {
  const field = 'service'
  const service = readService(typed)
  if (service === undefined) {
    const detail = 'The server is a web address or a name, like mastodon.social'
    return { kind: 'refused', reason: 'invalid', field, detail }
  }
  let answer: Answer
  try {
    answer = await ask(context, instanceUrl(service))
  } catch (error) {
    const unknown = httpErrorIn(error)?.why === 'unknown_host'
    return { kind: 'refused', reason: unknown ? 'unknown_service' : 'unreachable', field, ...noAnswer(error) }
  }
  if (answer.status === 429) return tooOften(answer, context.now())
  if (answer.status >= 500 && answer.status !== 501) {
    const detail = `${service} does not work at the moment (HTTP ${answer.status})`
    return { kind: 'refused', reason: 'unreachable', field, detail }
  }
  const instance = answer.status === 200 ? readInstance(answer.json) : undefined
  if (instance === undefined) {
    const detail = `${service} is not a server of the Mastodon API`
    return { kind: 'refused', reason: 'not_a_service', field, detail }
  }
  return { kind: 'found', service, instance }
}

/** @returns an origin; undefined when nothing of the kind was typed. */
function readService(typed: string): string | undefined {
  const text = typed.trim()
  // of @mairie@social.example, the server
  const handle = /^@?[\w.-]+@([\w.:-]+)$/.exec(text)?.[1]
  const address = handle ?? text
  const url = URL.parse(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)
  const usable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && text !== ''
  return usable ? url.origin : undefined
}

/** Who the token speaks for. */
export async function openAccount(
  context: Context,
  { service, instance }: Found,
  accessToken: string,
): Promise<SignInOutcome> {
  let answer: Answer
  try {
    answer = await ask(context, `${service}/api/v1/accounts/verify_credentials`, { token: accessToken })
  } catch (error) {
    return { kind: 'refused', reason: 'unreachable', field: 'service', ...noAnswer(error) }
  }
  const session = { service, domain: instance.domain, accessToken }
  const trouble = troubleWhileReading(answer, context.now(), { ...session, accountId: '' })
  if (trouble !== undefined) return explain(trouble, answer, context.now())
  const profile = toProfile(session, answer.json ?? {}, instance)
  if (profile === undefined) {
    const detail = `${service} did not say whose account it is`
    return { kind: 'refused', reason: 'not_a_service', field: 'service', detail }
  }
  return { kind: 'signed_in', profile, credentials: { ...session, accountId: asText(answer.json?.['id']) } }
}

function explain(
  trouble: NonNullable<ReturnType<typeof troubleWhileReading>>,
  answer: Answer,
  now: Date,
): SignInRefused {
  const { detail } = trouble
  if (trouble.kind === 'sign_in') return { kind: 'refused', reason: 'wrong_password', field: 'accessToken', detail }
  if (trouble.kind === 'later' && trouble.reason === 'rate_limited') return tooOften(answer, now)
  if (trouble.kind === 'later') return { kind: 'refused', reason: 'unreachable', field: 'service', detail }
  const restricted = trouble.reason === 'account_restricted'
  return { kind: 'refused', reason: restricted ? 'account_restricted' : 'invalid', detail }
}

export function tooOften({ headers }: Pick<Answer, 'headers'>, now: Date): SignInRefused {
  const retryAt = retryTime(headers, now)
  const detail = 'Too many sign-ins: the server asks to wait'
  return { kind: 'refused', reason: 'rate_limited', detail, ...(retryAt === undefined ? {} : { retryAt }) }
}
