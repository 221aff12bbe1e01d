import type { FastifyRequest } from 'fastify'
import { errors } from '../../core/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A change asked with a cookie must come from our own pages: a page of another origin can neither set our header nor hide its
 * origin. An API token is no cookie: no browser sends it by itself.
 * @throws AUTH_CSRF
 */
export function refuseForeign(request: FastifyRequest, origins: ReadonlySet<string>): void {
  const signIn = request.url.startsWith('/api/auth/')
  if (safe.has(request.method) || (bearerOf(request) !== undefined && !signIn)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && !origins.has(origin)) throw errors.csrf(`Open Vigie at ${[...origins][0]}.`)
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw errors.csrf()
  // signing in carries nobody's cookie yet; our origin is enough there
  const ours = request.headers['x-vigie-csrf'] === '1' || (signIn && origin !== undefined)
  if (!ours) throw errors.csrf('Send the header x-vigie-csrf: 1, or use an API token.')
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}
