import { ChangeFeed } from '../api/live/feed.ts'
import { createServer } from '../api/server.ts'
import { ensureWeb, webFolder } from './build-web.ts'
import type { Opened } from './open.ts'

export interface RunningApi {
  readonly url: string
  close(): Promise<void>
}

/** Listens, with the web app built and live changes flowing. */
export async function startApi({ core, settings, databaseUrl }: Opened): Promise<RunningApi> {
  const { config, secrets } = settings
  await ensureWeb(core.log)
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
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
  await app.listen({ host: config.host, port: config.port })
  return {
    url: publicUrl,
    async close() {
      await app.close()
      await feed.close()
    },
  }
}
