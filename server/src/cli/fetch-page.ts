import type { Http } from '../connectors/http.ts'
import type { Core } from '../core/context.ts'

/** Nobody's post waits longer for somebody else's page, in ms. */
const patience = 6000

/** Fetches a page through the guarded client; whatever goes wrong, there simply is none. */
export function pageFetcher(http: Http): Core['fetchPage'] {
  return async (url) => {
    try {
      const headers = { accept: 'text/html,application/xhtml+xml', 'accept-language': '*' }
      const answer = await http.fetch(url, { headers, signal: AbortSignal.timeout(patience) })
      const type = answer.headers.get('content-type') ?? ''
      if (!answer.ok || !/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) return undefined
      const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8'
      return { url, html: new TextDecoder(charset).decode(await answer.arrayBuffer()) }
    } catch {
      return undefined
    }
  }
}
