import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { errors } from '../../core/errors.ts'
import type { App } from '../http/types.ts'

/** Where a password or a code is tried. */
const watched = /^\/(sign-in\/|change-password$|two-factor\/|passkey\/verify-)/

const timeWindow = '15 minutes'
/** An IPv6 customer has a whole /64 of addresses: it counts as one. */
const addressOf = (request: FastifyRequest) => `address:${fastifyRateLimit.normalizeIP(request.ip)}`

/** The account a request tries: by the e-mail it names, else the one that is signed in. */
function accountOf(request: FastifyRequest, signedIn: string | undefined): string | undefined {
  const email = (request.body as { email?: unknown } | null | undefined)?.email
  return typeof email === 'string' ? email.trim().toLowerCase() : signedIn
}

type Counter = ReturnType<App['createRateLimit']>

/**
 * Limits on failed sign-ins: 30 in a quarter of an hour from one address, 10 for one account from anywhere. What succeeds does not
 * count. A try counts from its beginning until its outcome is known, so that many at once do not slip through together.
 */
export function createSignInLimits(app: App) {
  const accounts = new WeakMap<FastifyRequest, string>()
  const perAddress = app.createRateLimit({ max: 30, timeWindow, keyGenerator: addressOf })
  const perAccount = app.createRateLimit({
    max: 10,
    timeWindow,
    keyGenerator: (request) => `account:${accounts.get(request) ?? ''}`,
  })
  const open = new Map<string, number>()
  const add = (key: string, change: 1 | -1) => {
    const count = (open.get(key) ?? 0) + change
    if (count > 0) open.set(key, count)
    else open.delete(key)
  }

  /** @throws RATE_LIMITED with `retryAfter` in seconds */
  async function refuse(request: FastifyRequest, counters: readonly Counter[]): Promise<void> {
    for (const counter of counters) {
      const state = await counter(request, { increment: false })
      if (state.isAllowed || state.remaining >= (open.get(state.key) ?? 0)) continue
      // tries under way may all succeed: then there is nothing to wait for
      const seconds = Math.max(1, state.ttlInSeconds)
      throw errors.rateLimited(`Too many failed sign-ins. Try again in ${Math.ceil(seconds / 60)} min.`, {
        retryAfter: seconds,
      })
    }
  }

  /**
   * Runs a try, unless there were too many.
   * @param path below /api/auth, as better-auth will read it
   * @param signedIn e-mail of who is signed in already
   * @throws RATE_LIMITED
   */
  return async function limited(
    request: FastifyRequest,
    path: string,
    signedIn: string | undefined,
    run: () => Promise<Response>,
  ): Promise<Response> {
    if (!watched.test(path)) return run()
    const account = accountOf(request, signedIn)
    if (account !== undefined) accounts.set(request, account)
    const counters = account === undefined ? [perAddress] : [perAddress, perAccount]
    const keys = account === undefined ? [addressOf(request)] : [addressOf(request), `account:${account}`]
    for (const key of keys) add(key, 1)
    try {
      await refuse(request, counters)
      const response = await run()
      const failed = response.status >= 400 && response.status < 500
      if (failed) for (const counter of counters) await counter(request)
      return response
    } finally {
      for (const key of keys) add(key, -1)
    }
  }
}
