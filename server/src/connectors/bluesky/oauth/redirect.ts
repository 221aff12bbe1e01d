import { JoseKey } from '@atproto/jwk-jose'
import type { OAuthServerAgent } from '@atproto/oauth-client'
import type { BegunSignIn, Credentials, RedirectSignIn, SignInOutcome, SignInRefused } from '../../contract.ts'
import { clientAs } from '../client-as.ts'
import { readSession, type Context } from '../context.ts'
import { readProfile } from '../profile.ts'
import { describeApp, makeApp, readApp, scope } from './app.ts'
import { serverOf } from './client.ts'
import { find } from './find.ts'
import { toCredentials } from './renew.ts'
import { refusalOf } from './trouble.ts'

type Begin = Parameters<RedirectSignIn['begin']>[2]
type Answer = Parameters<RedirectSignIn['finish']>[2]

/** Signing in on the account's own server: https://atproto.com/specs/oauth */
export function redirectSignIn(context: Context): RedirectSignIn {
  return {
    oneApp: true,
    find: (input) => find(context, input),
    register: (_, returnTo) => makeApp(returnTo),
    describe: describeApp,
    begin: (service, app, asked) => begin(context, service, app, asked),
    finish: (service, app, answer) => finish(context, service, app, answer),
  }
}

/** What is asked of the person is handed to the server itself, which gives a word for it: nobody reads or changes it on the way. */
async function begin(
  context: Context,
  service: string,
  app: Credentials,
  { state, challenge, hint }: Begin,
): Promise<BegunSignIn | SignInRefused> {
  const { clientId, returnTo } = readApp(app)
  try {
    const key = await JoseKey.generate(['ES256'])
    const proofSecret = JSON.stringify(key.privateJwk)
    const server = await serverOf(context, readApp(app), service, proofSecret)
    const pushed = await server.request('pushed_authorization_request', {
      client_id: clientId,
      redirect_uri: returnTo,
      response_type: 'code',
      response_mode: 'query',
      scope,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...(hint === undefined ? {} : { login_hint: hint }),
    } as Parameters<typeof server.request<'pushed_authorization_request'>>[1])
    const url = new URL(server.serverMetadata.authorization_endpoint)
    url.searchParams.set('client_id', clientId)
    url.searchParams.set('request_uri', pushed.request_uri)
    return { kind: 'begun', url: url.href, kept: { proofSecret } }
  } catch (error) {
    return refusalOf(error, service, context.now())
  }
}

async function finish(
  context: Context,
  service: string,
  app: Credentials,
  { code, verifier, kept, issuer }: Answer,
): Promise<SignInOutcome> {
  const { proofSecret = '' } = kept
  try {
    const own = readApp(app)
    const server = await serverOf(context, own, service, proofSecret)
    if (!isFrom(server, issuer)) {
      return { kind: 'refused', reason: 'invalid', detail: 'The answer is from another server than was asked' }
    }
    // asks as well whether this server speaks for the account it names
    const tokens = await server.exchangeCode(code, verifier, own.returnTo as Parameters<typeof server.exchangeCode>[2])
    const credentials = toCredentials(own, proofSecret, tokens, tokens.sub)
    return await openAccount(context, server, { ...credentials, givenAt: context.now().toISOString() })
  } catch (error) {
    return refusalOf(error, service, context.now())
  }
}

/** The server's name in the answer keeps another server from passing its code off as this one's (RFC 9207). */
function isFrom({ issuer, serverMetadata }: OAuthServerAgent, named: string | undefined): boolean {
  if (named !== undefined) return named === issuer
  return serverMetadata.authorization_response_iss_parameter_supported !== true
}

async function openAccount(
  context: Context,
  server: OAuthServerAgent,
  credentials: Credentials,
): Promise<SignInOutcome> {
  const session = readSession(credentials)
  try {
    const { data } = await clientAs(context, session).com.atproto.server.getSession()
    if (data.active === false) {
      await server.revoke(session.refreshJwt)
      const detail = `The network says: ${data.status ?? 'not active'}`
      return { kind: 'refused', reason: 'account_restricted', detail }
    }
    const named = { ...credentials, handle: data.handle }
    return { kind: 'signed_in', profile: await readProfile(context, readSession(named)), credentials: named }
  } catch (error) {
    await server.revoke(session.refreshJwt)
    throw error
  }
}
