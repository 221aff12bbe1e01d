import { OAuthResponseError } from '@atproto/oauth-client'
import type { SignInRefused } from '../../contract.ts'
import { httpErrorIn } from '../../http.ts'
import { retryTime } from '../errors.ts'

/** A no of the server of sign-ins: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export interface Denial {
  readonly status: number
  readonly name: string
  readonly detail: string
  readonly retryAt?: Date
}

/** Undefined where the server said nothing, or nothing of the kind. */
export function denialIn(error: unknown, now: Date): Denial | undefined {
  if (!(error instanceof OAuthResponseError)) return undefined
  const { status, headers } = error
  const name = error.error ?? ''
  const words = [name === '' ? `HTTP ${status}` : name, error.errorDescription ?? ''].filter((part) => part !== '')
  const retryAt = retryTime(Object.fromEntries(headers), now)
  // no server has a reason to quote what we sent; what looks like a secret is cut all the same
  const detail = words
    .join(': ')
    .replace(/(eyJ|ref-|cod-|tok-)[\w.-]+/g, '[secret]')
    .slice(0, 300)
  return { status, name, detail, ...(retryAt === undefined ? {} : { retryAt }) }
}

/** What went wrong before there was an answer, without a word of the request. */
export const failureOf = (error: unknown): string => httpErrorIn(error)?.message ?? 'The service gave no usable answer'

/** Why a sign-in on the server's page cannot begin, or ended without one. */
export function refusalOf(error: unknown, service: string, now: Date): SignInRefused {
  const field = 'service'
  const denial = denialIn(error, now)
  if (denial === undefined) return { kind: 'refused', reason: 'unreachable', field, detail: failureOf(error) }
  const { status, name, detail, retryAt } = denial
  if (status === 429) {
    return { kind: 'refused', reason: 'rate_limited', detail, ...(retryAt === undefined ? {} : { retryAt }) }
  }
  if (status >= 500) {
    return {
      kind: 'refused',
      reason: 'unreachable',
      field,
      detail: `${service} does not work at the moment (${detail})`,
    }
  }
  if (name === 'invalid_grant') return { kind: 'refused', reason: 'sign_in_over', detail }
  // the server could not read of us, or does not want to know us
  if (/^(invalid_client|unauthorized_client|invalid_redirect_uri)/.test(name)) {
    return { kind: 'refused', reason: 'page_impossible', detail }
  }
  return { kind: 'refused', reason: 'invalid', field, detail: `The service refused the sign-in (${detail})` }
}
