import { randomUUID } from 'node:crypto'
import type { Connector } from '../contract.ts'
import type { Http } from '../http.ts'
import { capabilities } from './capabilities.ts'
import { check } from './check.ts'
import type { Context } from './context.ts'
import { conversation } from './conversation.ts'
import { edit } from './edit.ts'
import { follow, usualSilence } from './follow.ts'
import { news } from './news.ts'
import { prepareEdit } from './prepare-edit.ts'
import { prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { redirectSignIn } from './redirect.ts'
import { refreshAuth } from './refresh.ts'
import { cancelScheduled, remove } from './remove.ts'
import { results } from './results.ts'
import { listScheduled } from './scheduled.ts'
import { settle } from './settle.ts'
import { signInEnds } from './sign-in-ends.ts'
import { signIn } from './sign-in.ts'
import { mastodonText } from './text.ts'
import { validate } from './validate.ts'

export interface MastodonOptions {
  readonly http: Http
  readonly now: () => Date
  /** Before each look at whether a file is ready, in ms. */
  readonly waits?: readonly number[]
  /** How long a stream may say nothing, in ms. */
  readonly silence?: number
}

// a minute and a half in all: videos take their time
const usualWaits = [250, 500, 1000, 2000, ...Array.from({ length: 17 }, () => 5000)]

/** Any server that speaks the Mastodon API, by what it says of itself. */
export function createMastodon({ http, now, waits = usualWaits, silence = usualSilence }: MastodonOptions): Connector {
  const context: Context = { http, now, rates: new Map(), uploads: new Map(), waits, silence }
  return {
    network: 'mastodon',
    capabilities,
    text: mastodonText,
    newKey: () => randomUUID(),
    validate,
    estimateCost: () => ({ amount: 0, currency: 'USD' }),
    expiresAt: () => undefined,
    signInEnds,
    rateState: (accountId) => context.rates.get(accountId) ?? {},
    signIn: (input) => signIn(context, input),
    redirect: redirectSignIn(context),
    refreshAuth: (credentials) => refreshAuth(context, credentials),
    check: (credentials) => check(context, credentials),
    prepare: (credentials, outbound) =>
      outbound.kind === 'edit' ? prepareEdit(context, credentials, outbound) : prepare(context, credentials, outbound),
    publish: (permit, credentials, prepared) => publish(context, permit, credentials, prepared),
    edit: (permit, credentials, remoteId, prepared) => edit(context, permit, credentials, remoteId, prepared),
    settle: (credentials, sent) => settle(context, credentials, sent),
    results: (credentials, remoteIds, features) => results(context, credentials, remoteIds, features),
    conversation: (credentials, remoteId) => conversation(context, credentials, remoteId),
    news: (credentials, since) => news(context, credentials, since),
    follow: (credentials, following) => follow(context, credentials, following),
    remove: (permit, credentials, remoteId) => remove(context, permit, credentials, remoteId),
    listScheduled: (credentials) => listScheduled(context, credentials),
    cancelScheduled: (permit, credentials, id) => cancelScheduled(context, permit, credentials, id),
  }
}
