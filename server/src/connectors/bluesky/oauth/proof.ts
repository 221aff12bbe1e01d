import { createHash, randomUUID } from 'node:crypto'
import { JoseKey } from '@atproto/jwk-jose'
import { clientFor, type Context, type Grant, type Session } from '../context.ts'

/** With what a request is proven to be ours (DPoP, RFC 9449): the token alone is worth nothing to who finds it. */
export interface Holder {
  readonly accessJwt: string
  readonly grant: Grant
}

/** How long what a server gave for proofs is surely taken, in ms. The network's own server takes it for two to three minutes. */
const freshFor = 60_000

/** The sign-in of one request. Each proof is for one method and address, and is taken once. */
export async function provenHeaders(
  { nonces, now }: Context,
  { accessJwt, grant }: Holder,
  method: string,
  url: string,
): Promise<Record<string, string>> {
  const { origin, pathname } = new URL(url)
  const key = await JoseKey.fromJWK(grant.proofSecret)
  const { bareJwk } = key
  if (bareJwk === undefined) throw new Error('The stored sign-in has no key for proofs: connect the account again')
  const nonce = nonces.get(origin)?.value
  const proof = await key.createJwt(
    { alg: 'ES256', typ: 'dpop+jwt', jwk: bareJwk },
    {
      iat: Math.floor(now().getTime() / 1000),
      jti: randomUUID(),
      htm: method,
      htu: origin + pathname,
      ath: createHash('sha256').update(accessJwt).digest('base64url'),
      ...(nonce === undefined ? {} : { nonce }),
    },
  )
  return { authorization: `DPoP ${accessJwt}`, dpop: proof }
}

export function rememberNonce({ nonces, now }: Context, url: string, value: string | null | undefined): void {
  if (value !== undefined && value !== null) nonces.set(new URL(url).origin, { value, at: now().getTime() })
}

/** A `fetch` that proves each request. One that the server refused for its nonce was not looked at: it is made once more. */
export function provenFetch(
  context: Context,
  holder: Holder,
  through: typeof globalThis.fetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = new Request(input, init)
    const { url, method, signal } = asked
    const body = asked.body === null ? null : await asked.arrayBuffer()
    const once = async () => {
      const headers = new Headers(asked.headers)
      for (const [name, value] of Object.entries(await provenHeaders(context, holder, method, url))) {
        headers.set(name, value)
      }
      // a proof is for one address: it does not follow to another
      const answer = await through(url, { method, headers, body, signal, redirect: 'manual' })
      rememberNonce(context, url, answer.headers.get('dpop-nonce'))
      return answer
    }
    const answer = await once()
    const wantsNonce = answer.status === 401 && /use_dpop_nonce/.test(answer.headers.get('www-authenticate') ?? '')
    return wantsNonce ? once() : answer
  }
}

/**
 * Asks the account's server for what the next proof needs, where ours may be too old: a step before the permit, so that the write is not
 * refused for it. One that is all the same has done nothing, and goes again with a permit of its own.
 */
export async function freshenNonce(context: Context, session: Session): Promise<void> {
  const { pdsUrl, accessJwt, grant } = session
  if (grant === undefined) return
  const known = context.nonces.get(new URL(pdsUrl).origin)
  if (known !== undefined && context.now().getTime() - known.at < freshFor) return
  const fetch = provenFetch(context, { accessJwt, grant }, context.http.fetch)
  const signal = AbortSignal.timeout(1_500)
  // whatever is wrong, the write will meet it, and say it in its own terms
  await clientFor({ fetch }, pdsUrl)
    .com.atproto.server.getSession(undefined, { signal })
    .catch(() => undefined)
}
