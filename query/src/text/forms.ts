import { simpleTable } from './classes.ts'
import { column, grown } from './columns.ts'
import { foldLookalikes, foldPlain } from './fold.ts'
import type { Fold } from './fold.ts'

/** How a form stands to the text it was read from. */
export const WORD = 0
/** One word of `peut-être` or `example.org`. */
export const PART = 1
/** `peutetre` for `peut-être`. */
export const JOINED = 2
/** `example.org` */
export const DOTTED = 3
/** `paris` of `#ParisPlage` */
export const TAG_PART = 4
/** `#parisplage` */
export const TAG = 5
/** `parisplage` */
export const TAG_BARE = 6
/** `@alice@example.org` */
export const MENTION = 7
/** `@alice` or `alice` of a longer mention */
export const MENTION_SHORT = 8
/** the host of a web address */
export const LINK = 9
export const EMOJI_FORM = 10
/** `vigie` of `vigie's` */
export const POSSESSIVE = 11

/** Longer words are counted as words but match nothing. */
export const LONGEST_WORD = 256
/** Words between two text fields, more than any NEAR may span. */
export const FIELD_GAP = 128

export const HASH_SEED = 0x811c9dc5 | 0
export const HASH_PRIME = 0x01000193

export interface Folding {
  fold: Fold
  simple: Uint16Array
}

export const plainFolding: Folding = { fold: foldPlain, simple: simpleTable() }
export const lookalikeFolding: Folding = { fold: foldLookalikes, simple: simpleTable() }

const columns = ['from', 'length', 'hash', 'first', 'last', 'starts', 'ends'] as const

function hashOf(chars: Uint16Array, from: number, length: number): number {
  let hash = HASH_SEED
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ (chars[i] ?? 0), HASH_PRIME)
  return hash
}

/**
 * What the scanner read: words numbered by position, and for each position one or more *forms* under which it can be
 * found. A form is a stretch of folded characters in `chars`; some forms cover several positions. Columns instead of
 * objects, reused from text to text, so that reading a text allocates nothing.
 */
export class Forms {
  text = ''
  chars = new Uint16Array(4096)
  used = 0

  count = 0
  from = column()
  length = column()
  hash = column()
  first = column()
  last = column()
  kind = new Uint8Array(1024)

  positions = 0
  /** UTF-16 offsets of each position in its own field's text. */
  starts = column()
  ends = column()

  readonly folding: Folding

  constructor(folding: Folding) {
    this.folding = folding
  }

  clear(): void {
    this.used = 0
    this.count = 0
    this.positions = 0
  }

  /** Makes room for everything a text of this length can hold, so that nothing is checked while reading. */
  reserve(units: number): void {
    const chars = this.used + units * 4 + 64
    if (chars > this.chars.length) this.chars = grown(this.chars, chars * 2)
    const places = Math.max(this.count, this.positions) + units * 2 + FIELD_GAP + 64
    if (places <= this.first.length) return
    for (const name of columns) this[name] = grown(this[name], places * 2)
    this.kind = grown(this.kind, places * 2)
  }

  /** Adds the folded characters of a code point to the word that began at `from`; false when it has grown too long. */
  append(point: number, from: number): boolean {
    const folded = this.folding.fold(point)
    if (this.used + folded.length - from > LONGEST_WORD) return false
    for (let i = 0; i < folded.length; i++) this.chars[this.used++] = folded.charCodeAt(i)
    return true
  }

  /** Counts one word of the text; returns its position. */
  place(start: number, end: number): number {
    this.starts[this.positions] = start
    this.ends[this.positions] = end
    return this.positions++
  }

  emit(kind: number, from: number, length: number, first: number, last: number): void {
    if (length === 0) return
    const at = this.count++
    this.from[at] = from
    this.length[at] = length
    this.hash[at] = hashOf(this.chars, from, length)
    this.first[at] = first
    this.last[at] = last
    this.kind[at] = kind
  }

  /** One word at one place, found by the characters since `from` unless they have grown too many. */
  word(kind: number, from: number, start: number, end: number, short: boolean): number {
    const place = this.place(start, end)
    if (short) this.emit(kind, from, this.used - from, place, place)
    return place
  }

  wordOf(form: number): string {
    const from = this.from[form] ?? 0
    return String.fromCharCode(...this.chars.subarray(from, from + (this.length[form] ?? 0)))
  }
}
