import type { TokenSet } from '@atproto/oauth-client'
import type { Credentials, RefreshOutcome } from '../../contract.ts'
import type { Context, Grant, Session } from '../context.ts'
import { shutBecause } from '../shut.ts'
import type { App } from './app.ts'
import { serverOf } from './client.ts'
import { denialIn, failureOf } from './trouble.ts'

/**
 * Renews an OAuth sign-in. A refresh token is good for once, and one that comes back ends the whole sign-in: the product lets one
 * process do this at a time, and keeps what came of it before anybody else looks.
 *
 * What is known of its end: access lasts an hour or less (`accessEndsAt`). The sign-in itself ends two years after a person gave leave,
 * or when it was not renewed for three months; where Vigie has no key of its own (one's own machine), two weeks after in any case.
 * Servers do not tell these times; the ones in `sign-in-ends.ts` are the network's own.
 */
export async function renew(context: Context, session: Session, grant: Grant): Promise<RefreshOutcome> {
  const { service, did, accessJwt, refreshJwt, handle } = session
  try {
    const server = await serverOf(context, grant, service, grant.proofSecret)
    const tokens = await server.refresh({
      iss: server.issuer,
      sub: did,
      aud: session.pdsUrl,
      scope: 'atproto',
      token_type: 'DPoP',
      access_token: accessJwt,
      refresh_token: refreshJwt,
    } as TokenSet)
    const { givenAt } = grant
    const credentials = {
      ...toCredentials(grant, grant.proofSecret, tokens, handle),
      ...(givenAt === undefined ? {} : { givenAt: givenAt.toISOString() }),
    }
    const expiresAt = endOf(tokens) ?? new Date(context.now().getTime() + 30 * 60_000)
    return { kind: 'ok', credentials: { ...credentials, accessEndsAt: expiresAt.toISOString() }, expiresAt }
  } catch (error) {
    const denial = denialIn(error, context.now())
    if (denial === undefined) return { kind: 'transient', detail: failureOf(error) }
    const { name, detail, retryAt } = denial
    if (name === 'invalid_grant') {
      const why = await shutBecause(context, session)
      return why === undefined ? { kind: 'revoked', detail } : { kind: 'restricted', detail: why }
    }
    // a server that cannot read of us now may tomorrow
    return { kind: 'transient', detail, ...(retryAt === undefined ? {} : { retryAt }) }
  }
}

const endOf = ({ expires_at: text }: TokenSet): Date | undefined => (text === undefined ? undefined : new Date(text))

/** What is stored. */
export function toCredentials(app: App, proofSecret: string, tokens: TokenSet, handle: string): Credentials {
  const { clientId, returnTo, clientSecret } = app
  return {
    service: tokens.iss,
    pdsUrl: tokens.aud.replace(/\/+$/, ''),
    did: tokens.sub,
    handle,
    accessJwt: tokens.access_token,
    refreshJwt: tokens.refresh_token ?? '',
    clientId,
    returnTo,
    proofSecret,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(tokens.expires_at === undefined ? {} : { accessEndsAt: tokens.expires_at }),
  }
}
