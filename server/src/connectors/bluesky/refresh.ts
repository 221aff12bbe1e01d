import { getPdsEndpoint, isValidDidDoc } from '@atproto/common-web'
import type { Credentials, RefreshOutcome } from '../contract.ts'
import { clientFor, readSession, type Context, type Session } from './context.ts'
import { describe, readError, toTrouble } from './errors.ts'
import { renew } from './oauth/renew.ts'
import { readToken } from './token.ts'

/** As `createSession` and `refreshSession` answer. */
export interface SessionAnswer {
  readonly did: string
  readonly handle: string
  readonly accessJwt: string
  readonly refreshJwt: string
  readonly didDoc?: unknown
}

/**
 * Renews a session; when it is over, opens one with the app password. `revoked` is said only when the network refused both:
 * trouble on the way is `transient`.
 */
export async function refreshAuth(context: Context, credentials: Credentials): Promise<RefreshOutcome> {
  const session = readSession(credentials)
  if (session.grant !== undefined) return renew(context, session, session.grant)
  const renewed = await ask(context, session, () => {
    const client = clientFor(context.http, session.service, session.refreshJwt)
    return client.com.atproto.server.refreshSession()
  })
  const { appPassword } = session
  if (renewed.kind !== 'revoked' || appPassword === undefined) return renewed
  return ask(context, session, () => {
    const client = clientFor(context.http, session.service)
    return client.com.atproto.server.createSession({ identifier: session.did, password: appPassword })
  })
}

async function ask(
  context: Context,
  session: Session,
  request: () => Promise<{ data: SessionAnswer }>,
): Promise<RefreshOutcome> {
  try {
    const { data } = await request()
    const credentials = toCredentials(session.service, data, session.appPassword)
    const expiresAt = readToken(data.accessJwt).expiresAt ?? new Date(context.now().getTime() + 60 * 60_000)
    return { kind: 'ok', credentials, expiresAt }
  } catch (error) {
    const read = readError(error)
    if ('failure' in read) {
      return { kind: 'transient', detail: read.failure?.message ?? 'The service gave no usable answer' }
    }
    const detail = describe(read.refusal, session)
    const trouble = toTrouble(read.refusal, context.now(), session)
    // a session that ended ("ExpiredToken") or a password that is none any more
    if (trouble.kind === 'sign_in' || (trouble.kind === 'later' && trouble.reason === 'sign_in_expired')) {
      return { kind: 'revoked', detail }
    }
    if (trouble.kind === 'rejected' && trouble.reason === 'account_restricted') return { kind: 'restricted', detail }
    const retryAt = trouble.kind === 'later' ? trouble.retryAt : undefined
    return { kind: 'transient', detail, ...(retryAt === undefined ? {} : { retryAt }) }
  }
}

/** What is stored of an answer. A main password is not: only an app password opens sessions later. */
export function toCredentials(service: string, answer: SessionAnswer, password: string | undefined): Credentials {
  const { did, handle, accessJwt, refreshJwt, didDoc } = answer
  const keep = password !== undefined && readToken(accessJwt).fromAppPassword
  const pdsUrl = pdsOf(service, didDoc)
  return { service, pdsUrl, did, handle, accessJwt, refreshJwt, ...(keep ? { appPassword: password } : {}) }
}

/** The account's own PDS, as its identity document names it; else the service itself, and never plain HTTP after a sign-in by HTTPS. */
function pdsOf(service: string, didDoc: unknown): string {
  const pds = isValidDidDoc(didDoc) ? getPdsEndpoint(didDoc)?.replace(/\/+$/, '') : undefined
  if (pds === undefined || (service.startsWith('https:') && !pds.startsWith('https:'))) return service
  return pds
}
