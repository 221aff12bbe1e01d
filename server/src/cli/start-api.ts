import Fastify from 'fastify'
import { ChangeFeed } from '../api/live/feed.ts'
import { createServer } from '../api/server.ts'
import { ensureWeb, webFolder } from './build-web.ts'
import type { Opened } from './open.ts'

export interface RunningApi {
  readonly url: string
  close(): Promise<void>
}

/** Port 0 asks for any: the address people open must be known before the server is made. */
async function freePort(): Promise<number> {
  const probe = Fastify()
  const url = await probe.listen({ host: 'localhost', port: 0 })
  await probe.close()
  return Number(new URL(url).port)
}

/** Listens, with the web app built and live changes flowing. */
export async function startApi({ core, settings, databaseUrl }: Opened): Promise<RunningApi> {
  const { config, secrets } = settings
  await ensureWeb(core.log)
  const port = config.port === 0 ? await freePort() : config.port
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`
  const feed = new ChangeFeed(core, databaseUrl)
  const app = await createServer({
    core,
    feed,
    sessionSecret: secrets.sessionSecret,
    publicUrl,
    trustProxy: config.trustProxy,
    metricsToken: config.metricsToken,
    webFolder,
  })
  await feed.start()
  await app.listen({ host: config.host, port })
  return {
    url: publicUrl,
    async close() {
      await app.close()
      await feed.close()
    },
  }
}
