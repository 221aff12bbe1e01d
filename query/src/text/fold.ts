import { lookalikes } from './lookalikes.ts'

/** A code point to what it is compared as: case, accents and compatibility forms removed. May be empty (a mark). */
export type Fold = (point: number) => string

// Marks that only decorate a letter. Vowel signs of Indian and other scripts are not here: there they carry the word.
const decoration =
  // eslint-disable-next-line no-misleading-character-class -- marks are what it is about
  /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]/gu

// Letters that Unicode does not decompose, though readers and keyboards take one for the other.
const letters = new Map(
  "œoe æae ßss øo łl đd ðd þth ħh ıi ςσ ’' ʼ' ＇' ‘'"
    .split(' ')
    .map(([letter = '', ...plain]) => [letter, plain.join('')]),
)

// Some ligatures unfold into whole sentences (U+FDFA: eighteen letters); those stay as they are.
const LONGEST = 4

function foldPoint(point: number): string {
  const character = String.fromCodePoint(point)
  if (point >= 0xd800 && point <= 0xdfff) return character
  if (point >= 0xac00 && point <= 0xd7a3) return character
  const plain = Array.from(character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(decoration, ''))
    .map((one) => letters.get(one) ?? one)
    .join('')
  return plain.length > LONGEST ? character : plain
}

function cached(compute: Fold): Fold {
  const known = new Map<number, string>()
  return (point) => {
    const found = known.get(point)
    if (found !== undefined) return found
    const folded = compute(point)
    // A bound for hostile streams: the cache never holds more than the letters people write with.
    if (known.size >= 20_000) known.clear()
    known.set(point, folded)
    return folded
  }
}

export const foldPlain: Fold = cached(foldPoint)

/** Folds look-alike letters too (Cyrillic а, Greek ο, 0 and 1 inside words...): for moderation, not for listening. */
export const foldLookalikes: Fold = cached((point) =>
  Array.from(foldPoint(point))
    .map((character) => lookalikes.get(character) ?? character)
    .join(''),
)

/** Folds a whole string, character by character, without looking for words. */
export function foldText(text: string, fold: Fold = foldPlain): string {
  let folded = ''
  for (const character of text) folded += fold(character.codePointAt(0) ?? 0)
  return folded
}
