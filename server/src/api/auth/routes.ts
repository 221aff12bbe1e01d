import type { FastifyRequest } from 'fastify'
import type { Core } from '../../core/context.ts'
import { errors } from '../../core/errors.ts'
import { open, type App } from '../http/types.ts'
import type { Auth } from './auth.ts'
import { createSignInLimits } from './limits.ts'
import { authPaths } from './paths.ts'
import { recordAuth } from './record.ts'
import { sendWebResponse, toHeaders } from './web-request.ts'

const base = '/api/auth'

/**
 * The address as better-auth reads it (`/./` and the like resolved), so that our rules look at what will be run.
 * @throws NOT_FOUND for everything that is not on the list
 */
function resolve(request: FastifyRequest, publicUrl: string): { url: URL; path: string } {
  const url = new URL(request.url, publicUrl)
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : ''
  if (url.origin !== new URL(publicUrl).origin || !Object.hasOwn(authPaths, path)) throw errors.notFound()
  return { url, path }
}

/** Hands what is on our list to better-auth, within our limits on sign-in, and writes it into the record. */
export function authRoutes(app: App, core: Core, auth: Auth, publicUrl: string): void {
  const limited = createSignInLimits(app)
  app.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    exposeHeadRoute: false,
    config: open,
    schema: { hide: true },
    handler: async (request, reply) => {
      const { url, path } = resolve(request, publicUrl)
      const headers = toHeaders(request)
      const asked = { headers, query: { disableRefresh: true } }
      const before = request.headers.cookie === undefined ? null : await auth.api.getSession(asked)
      const init: RequestInit = { method: request.method, headers }
      if (request.method === 'POST') {
        headers.set('content-type', 'application/json')
        init.body = JSON.stringify(request.body ?? {})
      }
      const response = await limited(request, path, before?.user.email, () => auth.handler(new Request(url, init)))
      await recordAuth(core, request, path, before?.user, response)
      return sendWebResponse(response, reply)
    },
  })
}
