import type { Count, Segment, TextLimits, TextRules } from '../contract.ts'
import { findMarks, findWeighed, type Mark } from './marks.ts'

/** What a server allows that does not say. */
export const usualLimits: TextLimits = { characters: 500, perLink: 23 }

const graphemes = new Intl.Segmenter()
const encoder = new TextEncoder()

/** Pure: runs in the browser as well. */
export const mastodonText: TextRules = { network: 'mastodon', count, segments }

/** The server takes these off both ends before it counts or keeps a text. */
export const trimmed = (text: string): string => text.replace(/^[\0\t-\r ]+|[\0\t-\r ]+$/g, '')

/**
 * User-perceived characters, where every address weighs the same and the server of a mention weighs nothing. The whole is counted
 * at once, as the server does it: what stands around an address may join with it.
 */
function count(text: string, limits: TextLimits = usualLimits, contentWarning = ''): Count {
  const written = trimmed(text)
  // the words of a content warning weigh as they are written: app/validators/status_length_validator.rb
  let counted = contentWarning
  let at = 0
  for (const mark of findWeighed(written)) {
    counted += written.slice(at, mark.start) + weight(mark, limits)
    at = mark.end
  }
  counted += written.slice(at)
  let used = 0
  for (const _ of graphemes.segment(counted)) used++
  return { used, limit: limits.characters, unit: 'characters', fits: used <= limits.characters }
}

/** What stands in for a mark when it is counted. */
const weight = ({ kind, target }: Mark, { perLink }: TextLimits): string =>
  kind === 'link' ? 'x'.repeat(perLink) : `@${target.split('@', 1)[0] ?? ''}`

function segments(text: string): Segment[] {
  const result: Segment[] = []
  let at = 0
  let byte = 0
  const add = (end: number, kind: Segment['kind'], marked: Pick<Segment, 'target' | 'shown'> = {}) => {
    if (end === at) return
    const part = text.slice(at, end)
    const byteEnd = byte + encoder.encode(part).byteLength
    result.push({ kind, text: part, byteStart: byte, byteEnd, ...marked })
    at = end
    byte = byteEnd
  }
  for (const mark of findMarks(text)) {
    add(mark.start, 'text')
    const shown = shownAs(mark)
    add(mark.end, mark.kind, { target: mark.target, ...(shown === undefined ? {} : { shown }) })
  }
  add(text.length, 'text')
  return result
}

/** Characters of an address that its server shows: app/lib/text_formatter.rb */
const shownOfLink = 30

/** Readers see an address without its beginning, and cut; of a mention the name alone. */
function shownAs({ kind, target }: Mark): string | undefined {
  if (kind === 'link') {
    const short = target.replace(/^https?:\/\/(?:www\.)?/i, '')
    return short.length > shownOfLink ? `${short.slice(0, shownOfLink)}…` : short
  }
  return kind === 'mention' && target.includes('@') ? `@${target.split('@', 1)[0] ?? ''}` : undefined
}
