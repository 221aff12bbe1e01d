import { ensureWeb } from '../../server/src/cli/build-web.ts'
import { createLog } from '../../server/src/lib/log.ts'

/** Builds the web app once, before several servers would do so at the same time. */
export default async function buildWeb(): Promise<void> {
  await ensureWeb(createLog('warn'))
}
