import type { Connector } from '../contract.ts'
import type { Http } from '../http.ts'
import { capabilities } from './capabilities.ts'
import { check } from './check.ts'
import { readSession, type Context } from './context.ts'
import { conversation } from './conversation.ts'
import { keyMaker } from './new-key.ts'
import { redirectSignIn } from './oauth/redirect.ts'
import { prepareReplyControl } from './prepare-reply-control.ts'
import { prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { refreshAuth } from './refresh.ts'
import { remove } from './remove.ts'
import { results } from './results.ts'
import { revoke } from './revoke.ts'
import { setReplyControl } from './set-reply-control.ts'
import { settle } from './settle.ts'
import { signInEnds } from './sign-in-ends.ts'
import { signIn } from './sign-in.ts'
import { blueskyText } from './text.ts'
import { readToken } from './token.ts'
import { validate } from './validate.ts'

export interface BlueskyOptions {
  readonly http: Http
  readonly now: () => Date
  /** Where people see posts, when it is not https://bsky.app. */
  readonly web?: string
  /** Directory of identities (PLC). One by plain HTTP lets servers be reached so too: a network of one's own. */
  readonly directory?: string
}

export function createBluesky(options: BlueskyOptions): Connector {
  const { http, now, web = 'https://bsky.app', directory = 'https://plc.directory' } = options
  const bare = (address: string) => address.replace(/\/+$/, '')
  const context: Context = {
    http,
    now,
    web: bare(web),
    directory: bare(directory),
    rates: new Map(),
    nonces: new Map(),
  }
  return {
    network: 'bluesky',
    capabilities,
    text: blueskyText,
    newKey: keyMaker(),
    validate,
    estimateCost: () => ({ amount: 0, currency: 'USD' }),
    expiresAt(credentials) {
      const { accessJwt, grant } = readSession(credentials)
      return grant === undefined ? readToken(accessJwt).expiresAt : grant.accessEndsAt
    },
    signInEnds,
    rateState: (accountId) => context.rates.get(accountId) ?? {},
    signIn: (input) => signIn(context, input),
    redirect: redirectSignIn(context),
    refreshAuth: (credentials) => refreshAuth(context, credentials),
    revoke: (credentials) => revoke(context, credentials),
    check: (credentials) => check(context, credentials),
    prepare: (credentials, outbound) => prepare(context, credentials, outbound),
    publish: (permit, credentials, prepared) => publish(context, permit, credentials, prepared),
    settle: (credentials, sent) => settle(context, credentials, sent),
    prepareReplyControl: (credentials, remoteId, rules) => prepareReplyControl(context, credentials, remoteId, rules),
    setReplyControl: (permit, credentials, prepared) => setReplyControl(context, permit, credentials, prepared),
    results: (credentials, remoteIds) => results(context, credentials, remoteIds),
    conversation: (credentials, remoteId) => conversation(context, credentials, remoteId),
    remove: (permit, credentials, remoteId) => remove(context, permit, credentials, remoteId),
  }
}
