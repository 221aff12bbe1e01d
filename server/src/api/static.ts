import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { errors } from '../core/errors.ts'
import { sendProblem } from './http/problems.ts'
import type { App } from './http/types.ts'

/** Serves the built web app; every address that is not the API's is a page of it. */
export async function serveWeb(app: App, folder: string): Promise<void> {
  const present = existsSync(join(folder, 'index.html'))
  if (present) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      setHeaders(reply, path) {
        const lasting = path.includes(`${join(folder, 'assets')}`)
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html')
    if (present && isPage === true) return reply.sendFile('index.html')
    return sendProblem(errors.notFound(), request, reply)
  })
}
