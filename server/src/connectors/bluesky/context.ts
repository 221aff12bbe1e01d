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
  const appPassword = credentials['appPassword']
  return appPassword === undefined || appPassword === '' ? session : { ...session, appPassword }
}

/** The network's own client, speaking through the guarded one. For reading and signing in; never for a post. */
export function clientFor(http: Http, service: string, token?: string): AtpBaseClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return new AtpBaseClient({ service, headers, fetch: http.fetch })
}

export const postUri = (did: string, key: string, collection = postCollection): string =>
  `at://${did}/${collection}/${key}`

/** By DID, so that the link outlives a change of handle. */
export const postUrl = (web: string, did: string, key: string): string => `${web}/profile/${did}/post/${key}`

export const profileUrl = (web: string, handle: string): string => `${web}/profile/${handle}`
