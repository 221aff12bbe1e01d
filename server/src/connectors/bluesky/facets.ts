import tlds from 'tlds' with { type: 'json' }
import type { Segment } from '../contract.ts'

/**
 * Links, mentions and tags of a text, found by the rule of Bluesky's own client.
 *
 * @NOTE Importing `RichText` of `@atproto/api` costs a browser 196 KB (gzip) for its whole client; this costs 7. A property test
 * compares both on generated texts, so that a change of the network's rule fails a test here.
 * Known differences, both where the network would refuse the whole post for the mark its client makes: an address without
 * scheme that begins with "http" (http.cat) gets one, and what is still no URI, or a tag above 640 bytes, stays plain text.
 */
export interface Mark {
  readonly kind: Exclude<Segment['kind'], 'text'>
  /** Offsets in the string, UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly target: string
}

const topLevel = new Set<string>(tlds)
// invisible characters that end a tag: soft hyphen, word joiner, hair space, zero-width ones, enclosing diamond
const invisible = '\\u00AD\\u2060\\u200A\\u200B\\u200C\\u200D\\u20E2'

const mention = /(?<=^|[\s(])@([a-zA-Z0-9.-]+)\b/g
const link = /(?<=^|[\s(])(?:https?:\/\/\S+|(?<domain>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gi
const tag = new RegExp(`(?<=^|\\s)[#＃](?!\\uFE0F)([^\\s${invisible}]+)`, 'gu')
const ticker = /(?<=^|[\s(])\$([A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)"'’])/gu

// limits of app.bsky.richtext.facet#tag: https://docs.bsky.app/docs/advanced-guides/post-richtext
const tagGraphemes = 64
const tagBytes = 640

const graphemes = new Intl.Segmenter()
const encoder = new TextEncoder()

/** User-perceived characters: the unit Bluesky counts in. */
export function countGraphemes(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}

export const countBytes = (text: string): number => encoder.encode(text).byteLength

/** Marks in the order of the text. Where two overlap the first one counts, as in the network's own display. */
export function findMarks(text: string): Mark[] {
  const found = [...mentions(text), ...links(text), ...tags(text), ...tickers(text)]
  found.sort((a, b) => a.start - b.start)
  let end = 0
  return found.filter((mark) => {
    if (mark.start < end) return false
    end = mark.end
    return true
  })
}

function* mentions(text: string): Generator<Mark> {
  for (const match of text.matchAll(mention)) {
    const handle = match[1] ?? ''
    if (!isDomain(handle) && !handle.endsWith('.test')) continue
    yield { kind: 'mention', start: match.index, end: match.index + 1 + handle.length, target: handle }
  }
}

function* links(text: string): Generator<Mark> {
  for (const match of text.matchAll(link)) {
    const domain = match.groups?.['domain']
    const shown = withoutClosing(match[0])
    if (domain === undefined && !shown.startsWith('http')) continue // HTTP:// in capitals is no link there
    if (domain !== undefined && !isDomain(domain)) continue
    const target = domain === undefined ? shown : `https://${shown}`
    if (isUri(target)) yield { kind: 'link', start: match.index, end: match.index + shown.length, target }
  }
}

function* tags(text: string): Generator<Mark> {
  for (const match of text.matchAll(tag)) {
    const word = match[1] ?? ''
    if (!/[^\d\p{P}]/u.test(word)) continue
    const target = word.replace(/\p{P}+$/u, '')
    if (target.length > tagGraphemes && countGraphemes(target) > tagGraphemes) continue
    if (countBytes(target) > tagBytes) continue
    yield { kind: 'tag', start: match.index, end: match.index + 1 + target.length, target }
  }
}

function* tickers(text: string): Generator<Mark> {
  for (const match of text.matchAll(ticker)) {
    yield { kind: 'tag', start: match.index, end: match.index + match[0].length, target: match[0].toUpperCase() }
  }
}

/** An address at the end of a sentence or in brackets: what closes those is not part of it. */
function withoutClosing(address: string): string {
  const sentence = address.replace(/[.,;:!?]$/, '')
  return sentence.endsWith(')') && !sentence.includes('(') ? sentence.slice(0, -1) : sentence
}

const isDomain = (name: string): boolean => name.includes('.') && topLevel.has(name.slice(name.lastIndexOf('.') + 1))

/** The lexicon's string format "uri": https://atproto.com/specs/lexicon#uri */
const isUri = (address: string): boolean => /^\w+:(?:\/\/)?[^\s/]\S*$/.test(address)
