import type { FastifyRequest } from 'fastify'
import { errors } from '../../core/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A change asked with a cookie must come from our own pages: a page of another origin can neither set our header nor hide its
 * origin.
 * @throws AUTH_CSRF
 */
export function refuseForeign(request: FastifyRequest, origins: ReadonlySet<string>): void {
  if (safe.has(request.method) || request.headers.authorization !== undefined) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && !origins.has(origin)) throw errors.csrf(`Open Vigie at ${[...origins][0]}.`)
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw errors.csrf()
  const ours = request.url.startsWith('/api/auth/') || request.headers['x-vigie-csrf'] === '1'
  if (!ours) throw errors.csrf('Send the header x-vigie-csrf: 1, or use an API token.')
}
