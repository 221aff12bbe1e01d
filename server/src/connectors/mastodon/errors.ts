import { rejectReasons, type LaterReason, type RejectReason } from '../contract.ts'
import { httpErrorIn, type SendResult } from '../http.ts'
import { asText, readJson, type Answer, type Session } from './context.ts'

/** What a refused or failed request means for a write, a removal, or the preparation of either. */
export type Trouble =
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  | { readonly kind: 'later'; readonly reason: LaterReason; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

/** `wordless`: a no that says nothing. Servers were seen to give it for a token that is none any more. */
type Verdict = 'sign_in' | 'unknown' | 'wordless' | RejectReason | LaterReason

type Refusal = Pick<Answer, 'status' | 'headers' | 'body'>

// Words of the programs that serve this API; what is not known of them is judged by the status
const byWords: readonly (readonly [RegExp, Verdict])[] = [
  [/requires an authenticated user/i, 'sign_in'],
  [/login is currently (disabled|pending)|account (is |has been )?(suspended|disabled)/i, 'account_restricted'],
  [/character limit|text is too long|limit of \d+ characters/i, 'text_too_long'],
  [/text can't be blank/i, 'text_empty'],
  // the server knows our key, and its post was deleted meanwhile
  [/record not found/i, 'duplicate'],
]

const byStatus: Readonly<Record<number, Verdict>> = {
  // asked to repeat it elsewhere: not done here. Other redirects may follow a done thing (303), so they are doubt
  307: 'service_down',
  308: 'service_down',
  401: 'sign_in',
  403: 'not_permitted',
  // the proxy in front of a server that is being moved or restarted
  404: 'service_down',
  408: 'unknown',
  410: 'account_gone',
  429: 'rate_limited',
}

/**
 * What an answer that is no success says of a request that was to change something. A 4xx is the server's word that it did not do
 * it. Any 5xx is doubt: what stood behind a gateway that gave up may have finished.
 */
function judge(refusal: Refusal): Verdict {
  const { status } = refusal
  if (status < 400 || status >= 500) return byStatus[status] ?? 'unknown'
  const words = wordsOf(refusal)
  const known = byWords.find(([pattern]) => pattern.test(words))?.[1]
  if (status !== 429 && known !== undefined) return known
  if (status === 422 && words === '') return 'wordless'
  return byStatus[status] ?? 'invalid'
}

function toTrouble(refusal: Refusal, now: Date, session?: Session): Trouble | 'wordless' {
  const verdict = judge(refusal)
  const detail = describe(refusal, session)
  if (verdict === 'wordless') return verdict
  if (verdict === 'sign_in' || verdict === 'unknown') return { kind: verdict, detail }
  if (isReject(verdict)) return { kind: 'rejected', reason: verdict, detail }
  const retryAt = retryTime(refusal.headers, now)
  return { kind: 'later', reason: verdict, detail, ...(retryAt === undefined ? {} : { retryAt }) }
}

const isReject = (verdict: Verdict): verdict is RejectReason => (rejectReasons as readonly string[]).includes(verdict)

/** The outcome of a `send` that brought no success; undefined when it did. */
export function troubleOf(result: SendResult, now: Date, session: Session): Trouble | 'wordless' | undefined {
  switch (result.kind) {
    case 'no_answer':
      return { kind: 'unknown', detail: result.detail }
    case 'not_sent': {
      const reason = result.why === 'permit_expired' ? 'permit_expired' : 'unreachable'
      return { kind: 'later', reason, detail: result.detail }
    }
    case 'answer':
      return result.status >= 200 && result.status < 300 ? undefined : toTrouble(result, now, session)
  }
}

/** Trouble of a step that changes nothing, so never doubt about an effect. Undefined for a good answer. */
export function troubleWhileReading(
  answer: Answer,
  now: Date,
  session?: Session,
): Exclude<Trouble, { kind: 'unknown' }> | undefined {
  if (answer.status >= 200 && answer.status < 300 && answer.json !== undefined) return undefined
  const trouble = toTrouble(answer, now, session)
  // nothing was asked for that could be invalid
  if (trouble === 'wordless') return { kind: 'sign_in', detail: describe(answer, session) }
  return trouble.kind === 'unknown' ? { kind: 'later', reason: 'service_down', detail: trouble.detail } : trouble
}

/** A request that brought no answer at all. */
export const noAnswer = (error: unknown): { readonly detail: string } => ({
  detail: httpErrorIn(error)?.message ?? 'The server gave no usable answer',
})

/**
 * When the server will listen again: `retry-after` (seconds or a date), or the end of the current allowance where nothing is left
 * of it. Some say neither. https://docs.joinmastodon.org/api/rate-limits/
 */
export function retryTime(headers: Readonly<Record<string, string>>, now: Date): Date | undefined {
  const after = headers['retry-after']?.trim()
  if (after !== undefined && /^\d+$/.test(after)) return new Date(now.getTime() + Number(after) * 1000)
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return new Date(after)
  const reset = Date.parse(headers['x-ratelimit-reset'] ?? '')
  return headers['x-ratelimit-remaining'] === '0' && !Number.isNaN(reset) ? new Date(reset) : undefined
}

function wordsOf({ body }: Refusal): string {
  const json = readJson(body)
  return [asText(json?.['error']), asText(json?.['error_description'])].filter((part) => part !== '').join(': ')
}

/** The server's words, for a person who wants to know more. One that quotes our secret back is not quoted. */
export function describe(refusal: Refusal, session?: Session): string {
  const words = wordsOf(refusal)
  const text = words === '' ? `HTTP ${refusal.status}` : words
  return (session === undefined ? text : text.replaceAll(session.accessToken, '[secret]')).slice(0, 300)
}
