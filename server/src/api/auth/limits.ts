import type { FastifyRequest } from 'fastify'
import { errors } from '../../core/errors.ts'
import type { App } from '../http/types.ts'

const watched = /^\/api\/auth\/(sign-in\/|two-factor\/verify-|passkey\/verify-)/

function accountOf(request: FastifyRequest): string | undefined {
  const email = (request.body as { email?: unknown } | null)?.email
  return typeof email === 'string' ? email.trim().toLowerCase() : undefined
}

/** Limits on failed sign-ins: 30 in a quarter of an hour from one address, 10 for one account from anywhere. */
export function createSignInLimits(app: App) {
  const timeWindow = '15 minutes'
  const perAddress = app.createRateLimit({ max: 30, timeWindow, keyGenerator: (request) => `address:${request.ip}` })
  const perAccount = app.createRateLimit({
    max: 10,
    timeWindow,
    keyGenerator: (request) => `account:${accountOf(request) ?? ''}`,
  })
  const counters = (request: FastifyRequest) =>
    accountOf(request) === undefined ? [perAddress] : [perAddress, perAccount]
  return {
    /** @throws RATE_LIMITED with `retryAfter` in seconds */
    async before(request: FastifyRequest): Promise<void> {
      if (!watched.test(request.url)) return
      for (const counter of counters(request)) {
        const state = await counter(request, { increment: false })
        if (!state.isAllowed && state.remaining <= 0) {
          const minutes = Math.ceil(state.ttlInSeconds / 60)
          throw errors.rateLimited(`Too many failed sign-ins. Try again in ${minutes} min.`, {
            retryAfter: state.ttlInSeconds,
          })
        }
      }
    },
    async after(request: FastifyRequest, status: number): Promise<void> {
      if (!watched.test(request.url) || status < 400) return
      for (const counter of counters(request)) await counter(request)
    },
  }
}
