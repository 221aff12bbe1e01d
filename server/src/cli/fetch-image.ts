import type { Http } from '../connectors/http.ts'
import type { Core } from '../core/context.ts'

const usual = 1024 * 1024

/** Fetches pictures through the guarded client; whatever goes wrong, there simply is no picture. */
export function imageFetcher(http: Http): Core['fetchImage'] {
  return async (url, largest = usual) => {
    try {
      const answer = await http.fetch(url, { headers: { accept: 'image/*' } })
      const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
      if (!answer.ok || !contentType.startsWith('image/')) return undefined
      const bytes = Buffer.from(await answer.arrayBuffer())
      return bytes.length > 0 && bytes.length <= largest ? { contentType, bytes } : undefined
    } catch {
      return undefined
    }
  }
}
