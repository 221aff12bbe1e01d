import { DIGIT, EMOJI, EXTEND, KATAKANA, LETTER, REGION, SINGLE, classAt, classOf, pointAt, sizeOf } from './classes.ts'
import { EMOJI_FORM, LINK, MENTION, MENTION_SHORT, WORD } from './forms.ts'
import type { Forms } from './forms.ts'

const endsAddress = /[\s<>"«»“”]/u
const endsHost = /[/?#:\s<>"«»“”]/u
const trailing = ".,;:!?)]}'’…"
const ZERO_WIDTH_JOINER = 0x200d

/** A web address is one word, found by its host: `https://www.example.org/a?b` is `example.org`. */
export function link(forms: Forms, start: number, hostAt: number): number {
  const { text } = forms
  let end = hostAt
  while (end < text.length && !endsAddress.test(text.charAt(end))) end++
  while (end > hostAt && trailing.includes(text.charAt(end - 1))) end--
  let from = hostAt
  if (text.slice(from, from + 4).toLowerCase() === 'www.') from += 4
  const wordFrom = forms.used
  let short = true
  let i = from
  while (i < end && short && !endsHost.test(text.charAt(i))) {
    const point = pointAt(text, i)
    short = forms.append(point, wordFrom)
    i += sizeOf(point)
  }
  forms.word(LINK, wordFrom, start, end, short)
  return end
}

function nameEnd(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    const point = pointAt(text, i)
    const kind = classOf(point)
    if (kind === LETTER || kind === DIGIT) i += sizeOf(point)
    else if ((point === 45 || point === 46) && i > at && isWord(text, i + 1)) i++
    else break
  }
  return i
}

function isWord(text: string, at: number): boolean {
  const kind = classAt(text, at)
  return kind === LETTER || kind === DIGIT
}

/** `@alice@example.org` is one word, found whole, as `@alice` and as `alice`; returns `at` when there is no name. */
export function mention(forms: Forms, at: number): number {
  const { text } = forms
  const name = nameEnd(text, at + 1)
  if (name === at + 1) return at
  const end = text.charAt(name) === '@' && isWord(text, name + 1) ? nameEnd(text, name + 1) : name
  const from = forms.used
  let short = true
  let nameLength = 0
  let labelLength = 0
  for (const character of text.slice(at, end)) {
    if (forms.used > from && character === '.' && labelLength === 0) labelLength = forms.used - from
    if (forms.used > from && character === '@') nameLength = forms.used - from
    short &&= forms.append(character.codePointAt(0) ?? 0, from)
    if (!short) break
  }
  const length = forms.used - from
  const place = forms.word(MENTION, from, at, end, short)
  if (!short) return end
  if (nameLength > 0) forms.emit(MENTION_SHORT, from, nameLength, place, place)
  const label = Math.min(nameLength || length, labelLength || length)
  forms.emit(MENTION_SHORT, from + 1, label - 1, place, place)
  return end
}

/** One emoji with its joined figures; skin tones and presentation marks do not count. */
export function emoji(forms: Forms, at: number): number {
  const { text } = forms
  const from = forms.used
  let i = at
  let joined = true
  let regions = 0
  let short = true
  while (i < text.length) {
    const point = pointAt(text, i)
    const kind = classOf(point)
    if (kind === EMOJI && joined && regions === 0) joined = false
    else if (kind === REGION && joined && regions < 2) regions++
    else if (kind === EXTEND && i > at) joined = point === ZERO_WIDTH_JOINER
    else break
    if (kind !== EXTEND) short = put(forms, point, from) && short
    if (regions === 2) joined = false
    i += sizeOf(point)
  }
  forms.word(EMOJI_FORM, from, at, i, short)
  return i
}

function put(forms: Forms, point: number, from: number): boolean {
  if (forms.used - from > 250) return false
  const character = String.fromCodePoint(point)
  for (let i = 0; i < character.length; i++) forms.chars[forms.used++] = character.charCodeAt(i)
  return true
}

/** One word of a script without spaces: a single character, or a run of Katakana; with its marks. */
export function unspaced(forms: Forms, at: number): number {
  const { text } = forms
  const from = forms.used
  const kind = classAt(text, at)
  let short = true
  let i = at
  while (i < text.length) {
    const point = pointAt(text, i)
    const next = classOf(point)
    if (next !== EXTEND && i > at && !(kind === KATAKANA && next === KATAKANA)) break
    short = forms.append(point, from) && short
    i += sizeOf(point)
  }
  forms.word(WORD, from, at, i, short)
  return i
}

export function isUnspaced(kind: number): boolean {
  return kind === SINGLE || kind === KATAKANA
}
