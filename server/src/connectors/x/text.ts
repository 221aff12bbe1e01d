import twitterText from 'twitter-text'
import type { Count, Segment, TextLimits, TextRules } from '../contract.ts'

/**
 * How X counts and marks a text, by the network's own library. Pure. X has no connector yet: it is not among the networks, and this
 * is not part of what the web app loads.
 */
export const xText: Omit<TextRules, 'network'> = { count, segments }

/** For accounts that do not pay. Others say so in their limits. */
const usualLimit = 280

const encoder = new TextEncoder()

/**
 * Weighted: letters of most alphabets weigh one, Chinese, Japanese and Korean ones two, an emoji two however it is put together,
 * an address 23 however long. https://docs.x.com/fundamentals/counting-characters
 */
function count(text: string, limits?: TextLimits): Count {
  const limit = limits?.characters ?? usualLimit
  const used = twitterText.parseTweet(text).weightedLength
  return { used, limit, unit: 'weighted', fits: used <= limit }
}

interface Entity {
  readonly indices: readonly [number, number]
  readonly url?: string
  readonly screenName?: string
  readonly hashtag?: string
  readonly cashtag?: string
}

function segments(text: string): Segment[] {
  const found: readonly Entity[] = twitterText.extractEntitiesWithIndices(text)
  const result: Segment[] = []
  let at = 0
  let byte = 0
  const add = (end: number, kind: Segment['kind'], target?: string) => {
    if (end <= at) return
    const part = text.slice(at, end)
    const byteEnd = byte + encoder.encode(part).byteLength
    result.push({ kind, text: part, byteStart: byte, byteEnd, ...(target === undefined ? {} : { target }) })
    at = end
    byte = byteEnd
  }
  for (const entity of found) {
    add(entity.indices[0], 'text')
    add(entity.indices[1], kindOf(entity), targetOf(entity))
  }
  add(text.length, 'text')
  return result
}

function kindOf({ url, screenName }: Entity): Segment['kind'] {
  if (url !== undefined) return 'link'
  return screenName === undefined ? 'tag' : 'mention'
}

/** An address without its beginning leads to the secure one. */
function targetOf({ url, screenName, hashtag, cashtag }: Entity): string | undefined {
  if (url === undefined) return screenName ?? hashtag ?? cashtag
  return /^https?:/i.test(url) ? url : `https://${url}`
}
