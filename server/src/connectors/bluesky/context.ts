import { AtpBaseClient } from '@atproto/api'
import type { Credentials, RateState } from '../contract.ts'
import type { Http } from '../http.ts'

/** What the verbs of this connector work with. Made once per process. */
export interface Context {
  readonly http: Http
  readonly now: () => Date
  /** Web address under which people see posts and profiles, without a slash at the end. */
  readonly web: string
  readonly rates: Map<string, RateState>
  /** Directory of identities, without a slash at the end. One by plain HTTP is that of a network of one's own. */
  readonly directory: string
  /** What the servers gave us last for the proofs of requests, by origin. */
  readonly nonces: Map<string, Nonce>
}

export interface Nonce {
  readonly value: string
  /** Unix time, ms. */
  readonly at: number
}

/** What the network gave us for an account. `appPassword` is there only when it is one: a main password is not kept. */
export interface Session {
  readonly service: string
  readonly pdsUrl: string
  readonly did: string
  readonly handle: string
  readonly accessJwt: string
  readonly refreshJwt: string
  readonly appPassword?: string
  /** There where the account was signed in on its server's page: both tokens are of OAuth then. */
  readonly grant?: Grant
}

/** What an OAuth sign-in has besides its tokens: https://atproto.com/specs/oauth */
export interface Grant {
  readonly clientId: string
  /** Where people came back to. */
  readonly returnTo: string
  /** The private key that each request is proven with (DPoP), as a JWK. */
  readonly proofSecret: string
  /** Vigie's own private key, as a JWK; none where it has no address that servers can read. */
  readonly clientSecret?: string
  /** When the access token ends, where the server said so. */
  readonly accessEndsAt?: Date
  /** When a person gave leave: renewing goes on for so long after it. */
  readonly givenAt?: Date
}

export const postCollection = 'app.bsky.feed.post'
export const repostCollection = 'app.bsky.feed.repost'

/** @throws Error naming the missing field: these credentials were not made by this connector. */
export function readSession(credentials: Credentials): Session {
  const field = (name: string): string => {
    const value = credentials[name]
    if (value === undefined || value === '')
      throw new Error(`The stored sign-in has no ${name}: connect the account again`)
    return value
  }
  const session = {
    service: field('service'),
    pdsUrl: field('pdsUrl'),
    did: field('did'),
    handle: field('handle'),
    accessJwt: field('accessJwt'),
    refreshJwt: field('refreshJwt'),
  }
  if (credentials['proofSecret'] !== undefined) {
    const { clientSecret, accessEndsAt, givenAt } = credentials
    const grant: Grant = {
      clientId: field('clientId'),
      returnTo: field('returnTo'),
      proofSecret: field('proofSecret'),
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(accessEndsAt === undefined ? {} : { accessEndsAt: new Date(accessEndsAt) }),
      ...(givenAt === undefined ? {} : { givenAt: new Date(givenAt) }),
    }
    return { ...session, grant }
  }
  const appPassword = credentials['appPassword']
  return appPassword === undefined || appPassword === '' ? session : { ...session, appPassword }
}

/** The network's own client, speaking through the guarded one. For reading and signing in; never for a post. */
export function clientFor(http: Pick<Http, 'fetch'>, service: string, token?: string): AtpBaseClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return new AtpBaseClient({ service, headers, fetch: http.fetch })
}

export const postUri = (did: string, key: string, collection = postCollection): string =>
  `at://${did}/${collection}/${key}`

/** By DID, so that the link outlives a change of handle. */
export const postUrl = (web: string, did: string, key: string): string => `${web}/profile/${did}/post/${key}`

export const profileUrl = (web: string, handle: string): string => `${web}/profile/${handle}`
