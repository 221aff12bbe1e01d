import { createHash, randomBytes } from 'node:crypto'
import { resolveTxt } from 'node:dns/promises'
import { JoseKey } from '@atproto/jwk-jose'
import { AtprotoHandleResolver, OAuthClient, type HandleResolver, type OAuthServerAgent } from '@atproto/oauth-client'
import type { Context } from '../context.ts'
import { metadataOf, type App } from './app.ts'

/**
 * The network's own OAuth client, for what it knows of the protocol: whom an account's server believes, client assertions, proofs
 * towards it, who a token speaks for.
 *
 * It would also keep sign-ins and renew them when a request needs it. Here the product does (`core/accounts/sign-in.ts`): it seals
 * them, locks their row while one process renews, and stores what came of it. So its stores are never used, and one client is
 * made for each step.
 */
export async function clientOf(context: Context, app: App, service?: string): Promise<OAuthClient> {
  const keyset = app.clientSecret === undefined ? [] : [await JoseKey.fromJWK(app.clientSecret)]
  return new OAuthClient({
    clientMetadata: metadataOf(app),
    ...(keyset.length === 0 ? {} : { keyset }),
    responseMode: 'query',
    handleResolver: service ?? ownResolver(context),
    plcDirectoryUrl: context.directory,
    allowHttp: context.directory.startsWith('http:'),
    fetch: context.http.fetch,
    stateStore: unused,
    sessionStore: unused,
    runtimeImplementation: {
      createKey: (algorithms) => JoseKey.generate(algorithms),
      getRandomValues: (length) => randomBytes(length),
      digest: (bytes, { name }) => createHash(name).update(bytes).digest(),
      requestLock: (_, act) => act(),
    },
  })
}

/** The server of sign-ins as one of them speaks to it. @throws where its description cannot be read */
export async function serverOf(
  context: Context,
  app: App,
  issuer: string,
  proofSecret: string,
): Promise<OAuthServerAgent> {
  const client = await clientOf(context, app)
  const [own] = client.keyset?.list({ usage: 'sign' }) ?? []
  const method =
    own?.kid === undefined ? ({ method: 'none' } as const) : ({ method: 'private_key_jwt', kid: own.kid } as const)
  return client.serverFactory.fromIssuer(issuer, method, await JoseKey.fromJWK(proofSecret))
}

/** Handles are found as the network says: in the name system, or at their own address. Nobody else is asked. */
function ownResolver({ http }: Context): HandleResolver {
  return new AtprotoHandleResolver({
    fetch: http.fetch,
    // no such name and no such record are one thing here, and so is a name system that does not answer
    resolveTxt: (name) =>
      resolveTxt(name).then(
        (records) => records.map((parts) => parts.join('')),
        () => null,
      ),
  })
}

const no = () => Promise.reject(new Error('Sign-ins are kept by the product'))
const unused = { get: no, set: no, del: no }
