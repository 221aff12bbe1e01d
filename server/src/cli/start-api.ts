import { once } from 'node:events'
import { createServer as listenOn, type AddressInfo } from 'node:net'
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
  const server = listenOn().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
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
