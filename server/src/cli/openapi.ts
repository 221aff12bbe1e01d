import { writeFileSync } from 'node:fs'
import { ChangeFeed } from '../api/live/feed.ts'
import { createServer } from '../api/server.ts'
import { createHttp } from '../connectors/http.ts'
import { createConnectors } from '../connectors/registry.ts'
import type { Core } from '../core/context.ts'
import { openDatabase } from '../db/pool.ts'
import { systemClock } from '../lib/clock.ts'
import { createLog } from '../lib/log.ts'
import { SecretBox } from '../lib/secret-box.ts'
import { diskStore } from '../lib/store/disk.ts'

/** Writes the API's description to a file. Needs no database: nothing is asked of it. */
export async function openapiCommand(file: string): Promise<void> {
  const database = openDatabase('postgres://nobody@localhost:1/none', 1, () => undefined)
  const core: Core = {
    db: database.db,
    urgent: database.db,
    clock: systemClock(),
    box: new SecretBox([]),
    log: createLog('silent'),
    bell: { ring: () => undefined, hint: () => undefined },
    connectors: createConnectors({ http: createHttp(), now: () => new Date() }),
    store: diskStore(''),
    incoming: '',
    fetchImage: () => Promise.resolve(undefined),
    fetchPage: () => Promise.resolve(undefined),
    workerId: '',
  }
  const app = await createServer({
    core,
    feed: new ChangeFeed(core, ''),
    sessionSecret: 'not a secret: this server never listens',
    publicUrl: 'http://localhost:4400',
    trustProxy: false,
    webFolder: '',
  })
  await app.ready()
  writeFileSync(file, `${JSON.stringify(app.swagger(), null, 2)}\n`)
  await app.close()
  await database.close()
}
