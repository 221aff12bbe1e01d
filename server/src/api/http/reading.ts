import type { App } from './types.ts'

/** An upload over a slow line, in ms. */
export const longest = 30 * 60_000
/** Everything else. */
const usual = 30_000

/** A request that is never whole holds a connection: files may take their time, everything else is small. */
export function limitReading(app: App): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined
    if (!hasBody || routeOptions.config.upload === true) return
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy()
    }, usual)
    raw.once('close', () => clearTimeout(timer))
  })
}
