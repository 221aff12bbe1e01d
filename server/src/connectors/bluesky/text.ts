import type { Count, Segment, TextRules } from '../contract.ts'
import { countBytes, countGraphemes, findMarks } from './facets.ts'

/** Both limits of app.bsky.feed.post: https://docs.bsky.app/docs/api/com-atproto-repo-create-record */
const maxGraphemes = 300
const maxBytes = 3000

/** Pure: runs in the browser as well. */
export const blueskyText: TextRules = { network: 'bluesky', count, segments }

function count(text: string): Count {
  const used = countGraphemes(text)
  const bytes = countBytes(text)
  return {
    used,
    limit: maxGraphemes,
    unit: 'graphemes',
    bytes: { used: bytes, limit: maxBytes },
    fits: used <= maxGraphemes && bytes <= maxBytes,
  }
}

function segments(text: string): Segment[] {
  const result: Segment[] = []
  let at = 0
  let byte = 0
  const add = (end: number, kind: Segment['kind'], target?: string) => {
    if (end === at) return
    const part = text.slice(at, end)
    const byteEnd = byte + countBytes(part)
    result.push({ kind, text: part, byteStart: byte, byteEnd, ...(target === undefined ? {} : { target }) })
    at = end
    byte = byteEnd
  }
  for (const mark of findMarks(text)) {
    add(mark.start, 'text')
    add(mark.end, mark.kind, mark.target)
  }
  add(text.length, 'text')
  return result
}
