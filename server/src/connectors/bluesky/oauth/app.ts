import { randomUUID } from 'node:crypto'
import { JoseKey } from '@atproto/jwk-jose'
import {
  atprotoLoopbackClientMetadata,
  buildAtprotoLoopbackClientId,
  isOAuthClientIdDiscoverable,
  type OAuthClientMetadataInput,
} from '@atproto/oauth-client'
import type { AppOutcome, Credentials } from '../../contract.ts'
import type { Grant } from '../context.ts'

/** How servers know Vigie. */
export type App = Pick<Grant, 'clientId' | 'returnTo' | 'clientSecret'>

/**
 * The rights of an app password without messages. Finer ones exist, which older servers do not know.
 * https://atproto.com/specs/oauth#authorization-scopes
 */
export const scope = 'atproto transition:generic'

/** Where servers read of us, when people open Vigie at an address of the Internet. Its path is that of the API's route. */
const documentAt = (origin: string): string => `${origin}/oauth/bluesky/client-metadata.json`

/**
 * How we are to be known, by the address that people come back to. With an address that servers can read, Vigie signs with a key of its
 * own: then a sign-in lasts for years. On one's own machine it is a program without secrets, whose sign-ins last two weeks.
 * https://atproto.com/specs/oauth#clients
 */
export async function makeApp(returnTo: string): Promise<AppOutcome> {
  const back = new URL(returnTo)
  if (back.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(back.hostname)) {
    // a name may be led elsewhere, so the network wants the address
    back.hostname = back.hostname === 'localhost' ? '127.0.0.1' : back.hostname
    const clientId = buildAtprotoLoopbackClientId({ scope, redirect_uris: [back.href] })
    return { kind: 'registered', app: { clientId, returnTo: back.href } }
  }
  const clientId = documentAt(back.origin)
  if (!isOAuthClientIdDiscoverable(clientId)) {
    const detail = `Servers cannot read of Vigie at ${back.origin}: it needs https and a name. Use an app password`
    return { kind: 'refused', reason: 'page_impossible', detail }
  }
  const key = await JoseKey.generate(['ES256'], randomUUID())
  const [clientSecret, clientPublic] = [JSON.stringify(key.privateJwk), JSON.stringify(key.publicJwk)]
  return { kind: 'registered', app: { clientId, returnTo, clientSecret, clientPublic } }
}

/** As it was made, or as a sign-in has it. */
export function readApp({ clientId = '', returnTo = '', clientSecret }: Credentials): App {
  return { clientId, returnTo, ...(clientSecret === undefined ? {} : { clientSecret }) }
}

/** What the client's library is told of us: the keys come beside. */
export function metadataOf({ clientId, returnTo, clientSecret }: App): OAuthClientMetadataInput {
  if (clientSecret === undefined) return atprotoLoopbackClientMetadata(clientId)
  return {
    client_id: clientId,
    client_name: 'Vigie',
    client_uri: new URL(clientId).origin,
    redirect_uris: [returnTo],
    application_type: 'web',
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    scope,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    dpop_bound_access_tokens: true,
  } as OAuthClientMetadataInput
}

/** What servers read at the client id. Undefined where they do not read: our id says it all then. */
export function describeApp(app: Credentials): Readonly<Record<string, unknown>> | undefined {
  const { clientPublic } = app
  if (clientPublic === undefined) return undefined
  return { ...metadataOf(readApp(app)), jwks: { keys: [JSON.parse(clientPublic) as unknown] } }
}
