import tlds from 'tlds' with { type: 'json' }
import type { Segment } from '../contract.ts'

/**
 * Addresses, mentions and tags of a text, by the rule of Mastodon's own server: twitter-text's for addresses (with a scheme alone,
 * the name ending in a known top-level domain, any character of a path but what ends a sentence), its own for mentions and tags.
 * https://github.com/mastodon/mastodon: config/initializers/twitter_regex.rb, app/lib/extractor.rb
 *
 * @NOTE The package twitter-text itself differs from what Mastodon makes of it, and is large for a browser. Both were compared on
 * 40,000 generated texts. Known difference: an address glued to one without scheme (lyon.fr/https://lyon.fr) is none there.
 */
export interface Mark {
  readonly kind: Exclude<Segment['kind'], 'text'>
  /** Offsets in the string, UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly target: string
}

const word = String.raw`\p{L}\p{M}\p{N}\p{Pc}`
const address = /https?:\/\//gi
// an address does not begin within a word, or behind @, $ or #
const joined = /[A-Za-z0-9@＠$#＃\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069]/
const label = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}])?`
// the longest first, so that .community is not read as .com
const endings = [...tlds].sort((a, b) => b.length - a.length).join('|')
const host = new RegExp(String.raw`(?:${label}\.)+(?:xn--[\da-z-]+|${endings})(?![\da-z@+-])`, 'iuy')
const port = /:\d+/y
const inPath = /[^\s\p{White_Space}<>()?]/u
const endsPath = /[()?!*"'「」<>;:=,.$%[\]~&|@]/u
const query = /\?[A-Za-z0-9!?*'();:&=+$/%#[\]\-_.,~|@^\u{A0}-\u{10FFFF}]*/uy
const endsQuery = /[^A-Za-z0-9_&=#/\-\u{A0}-\u{10FFFF}]/u

const mention = new RegExp(
  String.raw`(?<![=/${word}])@([a-z\d_]+(?:[a-z\d_.-]+[a-z\d_]+)?)(@[${word}.-]+[${word}]+)?`,
  'giu',
)
// behind a name that makes it something else: an e-mail address, a scheme, a longer word
const noMention = /[@＠\u00C0-\u024F]|:\/\//uy
const tag = new RegExp(String.raw`(?<=^|\s)[#＃]([${word}·・\u200c]+)`, 'gu')

/** Marks in the order of the text. Where two overlap the first one counts. */
export const findMarks = (text: string): Mark[] => inOrder([...links(text), ...mentions(text), ...tags(text)])

/** Those alone that weigh something else than their length. */
export const findWeighed = (text: string): Mark[] => inOrder([...links(text), ...mentions(text)])

function inOrder(found: Mark[]): Mark[] {
  found.sort((a, b) => a.start - b.start)
  let end = 0
  return found.filter((mark) => {
    if (mark.start < end) return false
    end = mark.end
    return true
  })
}

function* links(text: string): Generator<Mark> {
  let past = 0
  for (const match of text.matchAll(address)) {
    if (match.index < past) continue
    const name = at(host, text, match.index + match[0].length)
    if (name === undefined) continue
    let end = match.index + match[0].length + name.length
    end += at(port, text, end)?.length ?? 0
    end = pathEnd(text, end)
    end = queryEnd(text, end)
    past = end
    if (joined.test(text[match.index - 1] ?? '')) continue
    yield { kind: 'link', start: match.index, end, target: text.slice(match.index, end) }
  }
}

/** What a sticky pattern finds at a place. */
function at(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0]
}

/** Where a path that begins at `start` ends: brackets belong to it in pairs, and what ends a sentence does not. */
function pathEnd(text: string, start: number): number {
  if (text[start] !== '/') return start
  let end = start
  let sure = start + 1
  while (end < text.length) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0)
    if (character === '(') {
      const closed = bracketEnd(text, end)
      if (closed === undefined) break
      end = sure = closed
    } else if (inPath.test(character)) {
      end += character.length
      if (!endsPath.test(character)) sure = end
    } else break
  }
  return sure
}

/** Behind the bracket that closes the one at `start`, with one more pair inside at most. */
function bracketEnd(text: string, start: number): number | undefined {
  let depth = 0
  for (let end = start; end < text.length; end++) {
    const character = text[end] ?? ''
    if (character === '(') depth++
    else if (character === ')' && text[end - 1] !== '(') depth--
    else if (!inPath.test(character) || depth > 2) return undefined
    if (depth === 0) return end + 1
  }
  return undefined
}

function queryEnd(text: string, start: number): number {
  const found = at(query, text, start)
  if (found === undefined) return start
  let length = found.length
  while (length > 0 && endsQuery.test(found[length - 1] ?? '')) length--
  return start + length
}

function* mentions(text: string): Generator<Mark> {
  for (const match of text.matchAll(mention)) {
    const [whole, , server = ''] = match
    if (server.length > 254 || at(noMention, text, match.index + whole.length) !== undefined) continue
    yield { kind: 'mention', start: match.index, end: match.index + whole.length, target: whole.slice(1) }
  }
}

function* tags(text: string): Generator<Mark> {
  for (const match of text.matchAll(tag)) {
    // of #lyonhttps://… the tag ends before the address
    const clear = text.startsWith('://', match.index + match[0].length) ? /https?$/i : /[·・\u200c]+$/u
    const name = (match[1] ?? '').replace(clear, '')
    if (/^[·・\u200c]/u.test(name) || !/\p{L}/u.test(name)) continue
    yield { kind: 'tag', start: match.index, end: match.index + 1 + name.length, target: name }
  }
}
