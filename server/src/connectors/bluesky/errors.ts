import { XRPCError } from '@atproto/api'
import { rejectReasons, type LaterReason, type RejectReason } from '../contract.ts'
import { httpErrorIn, type HttpError, type SendResult } from '../http.ts'
import type { Session } from './context.ts'

/** A no of the network: status, its own name for the error, its words for a developer. */
export interface Refusal {
  readonly status: number
  readonly name: string
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a refused or failed request means for a write, a removal, or the preparation of either. */
export type Trouble =
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  | { readonly kind: 'later'; readonly reason: LaterReason; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

type Verdict = Exclude<Trouble['kind'], 'later' | 'rejected'> | RejectReason | LaterReason

// Names as the PDS gives them: https://github.com/bluesky-social/atproto/tree/main/packages/pds/src (auth-verifier, api/com/atproto)
const byName: Readonly<Record<string, Verdict>> = {
  ExpiredToken: 'sign_in_expired',
  InvalidToken: 'sign_in',
  // OAuth's own names: RFC 6750, RFC 9449. Another proof is wanted, and nothing was done
  invalid_token: 'sign_in',
  use_dpop_nonce: 'permit_expired',
  invalid_dpop_proof: 'service_down',
  AuthMissing: 'sign_in',
  AuthenticationRequired: 'sign_in',
  AccountTakedown: 'account_restricted',
  AccountSuspended: 'account_restricted',
  AccountDeactivated: 'account_restricted',
  RepoTakendown: 'account_restricted',
  RepoSuspended: 'account_restricted',
  RepoDeactivated: 'account_restricted',
  AccountNotFound: 'account_gone',
  RepoNotFound: 'account_gone',
  InvalidSwap: 'key_taken',
  RateLimitExceeded: 'rate_limited',
  MethodNotImplemented: 'unsupported',
  XRPCNotSupported: 'unsupported',
  PayloadTooLarge: 'invalid',
  BlobTooLarge: 'media_refused',
  InvalidMimeType: 'media_refused',
}

const byStatus: Readonly<Record<number, Verdict>> = {
  // asked to repeat it elsewhere: not done here. Other redirects may follow a done thing (303), so they are doubt
  307: 'service_down',
  308: 'service_down',
  401: 'sign_in',
  403: 'not_permitted',
  // the proxy in front of a service that is being moved or restarted
  404: 'service_down',
  408: 'unknown',
  429: 'rate_limited',
}

// today's words of the PDS, and those of older ones
const tooLong = /(string|grapheme) too big .* at \$\.record\.text$|Record\/text must not be longer than/

/**
 * What an answer that is no success says of a request that was to change something.
 *
 * A 4xx is the service's word that it did not do it. Any 5xx is doubt: what stood behind a gateway that gave up (502, 503, 504)
 * may have finished, and a 500 can come after the record was written.
 */
function judge({ status, name, message }: Refusal): Verdict {
  // OAuth has one name for whatever is wrong with a token
  if (name === 'invalid_token' && /expired|"exp" claim/i.test(message)) return 'sign_in_expired'
  const named = byName[name]
  if (status >= 400 && status < 500 && named !== undefined) return named
  if (status === 400 && tooLong.test(message)) return 'text_too_long'
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'invalid' : 'unknown')
}

export function toTrouble(refusal: Refusal, now: Date, session?: Session): Trouble {
  const verdict = judge(refusal)
  const detail = describe(refusal, session)
  if (verdict === 'sign_in' || verdict === 'unknown') return { kind: verdict, detail }
  if (isReject(verdict)) return { kind: 'rejected', reason: verdict, detail }
  const retryAt = verdict === 'sign_in_expired' ? undefined : retryTime(refusal.headers, now)
  return { kind: 'later', reason: verdict, detail, ...(retryAt === undefined ? {} : { retryAt }) }
}

const isReject = (verdict: Verdict): verdict is RejectReason => (rejectReasons as readonly string[]).includes(verdict)

/** The outcome of a `send` that brought no success; undefined when it did. */
export function troubleOf(result: SendResult, now: Date, session: Session): Trouble | undefined {
  switch (result.kind) {
    case 'no_answer':
      return { kind: 'unknown', detail: result.detail }
    case 'not_sent': {
      const reason = result.why === 'permit_expired' ? 'permit_expired' : 'unreachable'
      return { kind: 'later', reason, detail: result.detail }
    }
    case 'answer': {
      if (result.status >= 200 && result.status < 300) return undefined
      const { error, message } = readJson(result.body) ?? {}
      const refusal = {
        status: result.status,
        name: typeof error === 'string' ? error : '',
        message: typeof message === 'string' ? message : '',
        headers: result.headers,
      }
      return toTrouble(refusal, now, session)
    }
  }
}

/** An error of the network's client: either the service said no, or there was no answer. */
export function readError(error: unknown): { refusal: Refusal } | { failure: HttpError | undefined } {
  const failure = httpErrorIn(error)
  if (failure !== undefined) return { failure }
  if (!(error instanceof XRPCError) || error.status < 300) return { failure: undefined }
  return { refusal: { status: error.status, name: error.error, message: error.message, headers: clean(error.headers) } }
}

/** Trouble of a step that changes nothing, so never doubt about an effect. */
export function troubleWhileReading(
  error: unknown,
  now: Date,
  session?: Session,
): Exclude<Trouble, { kind: 'unknown' }> {
  const read = readError(error)
  if ('failure' in read) {
    return {
      kind: 'later',
      reason: 'unreachable',
      detail: read.failure?.message ?? 'The service gave no usable answer',
    }
  }
  const trouble = toTrouble(read.refusal, now, session)
  return trouble.kind === 'unknown' ? { kind: 'later', reason: 'service_down', detail: trouble.detail } : trouble
}

/**
 * When the network will listen again: `retry-after` (seconds or a date), or Bluesky's `ratelimit-reset` (Unix seconds).
 * https://docs.bsky.app/docs/advanced-guides/rate-limits
 */
export function retryTime(headers: Readonly<Record<string, string>>, now: Date): Date | undefined {
  const after = headers['retry-after']?.trim()
  if (after !== undefined && /^\d+$/.test(after)) return new Date(now.getTime() + Number(after) * 1000)
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return new Date(after)
  const reset = Number(headers['ratelimit-reset'])
  return Number.isFinite(reset) && reset > 0 ? new Date(reset * 1000) : undefined
}

export function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The network's words, for a person who wants to know more. A service that quotes our secrets back is not quoted. */
export function describe({ status, name, message }: Refusal, session?: Session): string {
  const text = [name === '' ? `HTTP ${status}` : name, message].filter((part) => part !== '').join(': ')
  const secrets = [session?.accessJwt, session?.refreshJwt, session?.appPassword]
  const safe = secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, '[secret]') : left), text)
  return safe.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]').slice(0, 300)
}

const clean = (headers: Record<string, string | undefined> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined))
