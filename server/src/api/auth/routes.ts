import type { App } from '../http/types.ts'
import { open } from '../http/types.ts'
import type { Auth } from './auth.ts'
import { createSignInLimits } from './limits.ts'
import { sendWebResponse, toHeaders } from './web-request.ts'

/** Hands everything under /api/auth to better-auth, after our limits on sign-in. */
export function authRoutes(app: App, auth: Auth, publicUrl: string): void {
  const limits = createSignInLimits(app)
  app.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    config: open,
    schema: { hide: true },
    handler: async (request, reply) => {
      await limits.before(request)
      const init: RequestInit = { method: request.method, headers: toHeaders(request) }
      if (request.body != null) init.body = JSON.stringify(request.body)
      const response = await auth.handler(new Request(new URL(request.url, publicUrl), init))
      await limits.after(request, response.status)
      return sendWebResponse(response, reply)
    },
  })
}
