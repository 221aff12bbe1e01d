import type { Fold } from './fold.ts'

/** What a code point is to the scanner; the Unicode word-break classes (UAX 29) that matter, named by their role. */
const OTHER = 1
export const LETTER = 2
export const DIGIT = 3
/** Combining marks and format characters: they never break a word. */
export const EXTEND = 4
/** Scripts written without spaces, one word a character: Han, Hiragana, Thai, Lao, Khmer, Burmese. */
export const SINGLE = 5
export const EMOJI = 6
/** Regional indicators: two make a flag. */
export const REGION = 7
export const KATAKANA = 8
/** Apostrophes, full stops, hyphens, commas and colons: what they do depends on both neighbours. */
export const JOINER = 9

const extend = /[\p{Grapheme_Extend}\p{Mc}\p{Emoji_Modifier}]/u
const format = /\p{Cf}/u
const single =
  /[\p{Ideographic}\p{sc=Hiragana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tai_Le}\p{sc=New_Tai_Lue}\p{sc=Tai_Tham}\p{sc=Tai_Viet}]/u
const katakana = /[\p{sc=Katakana}\u3031-\u3035\u309b\u309c\u30a0\u30fc\uff70]/u
const letter = /[\p{Alphabetic}\u02c2-\u02c5\u02d2-\u02d7\u02de\u02df\u05f3]/u
const digit = /[\p{Nd}\u066b]/u
const region = /\p{Regional_Indicator}/u
const emoji = /\p{Extended_Pictographic}/u
const trademark = /[©®™]/u

export const APOSTROPHES = "'’ʼ＇‘"
export const HYPHENS = '-‐‑'
const joiners = new Set(Array.from(`${APOSTROPHES}${HYPHENS}.,:`))

function classify(point: number): number {
  // Lone surrogates are nobody's letter; regular expressions would not find them in any class either.
  if (point >= 0xd800 && point <= 0xdfff) return OTHER
  const character = String.fromCodePoint(point)
  if (character === '_') return LETTER
  if (joiners.has(character)) return JOINER
  if (extend.test(character)) return EXTEND
  if (format.test(character)) return point === 0x200b ? OTHER : EXTEND
  if (region.test(character)) return REGION
  if (katakana.test(character)) return KATAKANA
  if (single.test(character)) return SINGLE
  if (digit.test(character)) return DIGIT
  if (letter.test(character)) return LETTER
  if (emoji.test(character) && !trademark.test(character)) return EMOJI
  return OTHER
}

// Filled as characters are met: 0 means "not asked yet". What lies beyond (rare ideographs, tags) is asked each time.
const classes = new Uint8Array(0x20000)

export function classOf(point: number): number {
  const known = classes[point] ?? classify(point)
  return known !== 0 ? known : (classes[point] = classify(point))
}

/** The code point at a place of a text; 0 behind its end. */
export function pointAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0
}

export function classAt(text: string, at: number): number {
  return classOf(pointAt(text, at))
}

/** UTF-16 units of a code point. */
export function sizeOf(point: number): number {
  return point > 0xffff ? 2 : 1
}

/** The table of the scanner's fast path has not met this character yet. */
export const UNKNOWN = 1

/**
 * One UTF-16 code unit to its folded code unit, for letters and digits that fold to exactly one; 0 for all others.
 * `simpleOf` fills a place the first time it is asked for.
 */
export function simpleTable(): Uint16Array {
  return new Uint16Array(0x10000).fill(UNKNOWN)
}

export function simpleOf(table: Uint16Array, fold: Fold, unit: number): number {
  const known = table[unit] ?? 0
  if (known !== UNKNOWN) return known
  const kind = classOf(unit)
  const folded = kind === LETTER || kind === DIGIT ? fold(unit) : ''
  return (table[unit] = folded.length === 1 ? folded.charCodeAt(0) : 0)
}
