import { DIGIT, EXTEND, LETTER, classOf, pointAt, sizeOf } from './classes.ts'
import { TAG, TAG_BARE, TAG_PART } from './forms.ts'
import type { Forms } from './forms.ts'
import { isUnspaced } from './links.ts'

const HASH = 35
const UNDERSCORE = 95
const LOWER = 1
const UPPER = 2
const NUMBER = 3
const ALONE = 4

const upper = /\p{Lu}/u

function caseOf(point: number): number {
  const kind = classOf(point)
  if (kind === DIGIT) return NUMBER
  if (isUnspaced(kind)) return ALONE
  if (kind !== LETTER) return 0
  return upper.test(String.fromCodePoint(point)) ? UPPER : LOWER
}

/**
 * `#VilleDeParis` is three words, found one by one, whole with its sign, and whole without it. Words begin at
 * underscores, capitals and digits. Returns `at` when no word follows the sign.
 */
export function hashtag(forms: Forms, at: number): number {
  const { text } = forms
  let i = at + 1
  if (i >= text.length || caseOf(pointAt(text, i)) === 0) return at
  const from = forms.used
  const first = forms.positions
  forms.chars[forms.used++] = HASH
  let partFrom = forms.used
  let partStart = at
  let short = true
  let before = 0

  const closePart = () => {
    if (forms.used > partFrom) {
      const place = forms.place(partStart, i)
      if (short) forms.emit(TAG_PART, partFrom, forms.used - partFrom, place, place)
    }
  }
  while (i < text.length) {
    const point = pointAt(text, i)
    const size = sizeOf(point)
    const kind = caseOf(point)
    if (point === UNDERSCORE) {
      closePart()
      short = short && forms.append(point, from)
      partFrom = forms.used
      partStart = i + 1
      before = 0
    } else if (kind === 0) {
      if (classOf(point) !== EXTEND) break
      short = short && forms.append(point, from)
    } else {
      if (before !== 0 && startsPart(before, kind, text, i + size)) {
        closePart()
        partFrom = forms.used
        partStart = i
      }
      short = short && forms.append(point, from)
      before = kind
    }
    i += size
  }
  closePart()
  if (forms.positions === first) {
    forms.used = from
    return at
  }
  if (short) {
    forms.emit(TAG, from, forms.used - from, first, forms.positions - 1)
    if (forms.positions - first > 1) forms.emit(TAG_BARE, from + 1, forms.used - from - 1, first, forms.positions - 1)
  }
  return i
}

function startsPart(before: number, kind: number, text: string, next: number): boolean {
  if (before === ALONE || kind === ALONE) return true
  if (before === NUMBER || kind === NUMBER) return before !== kind
  if (kind !== UPPER) return false
  if (before === LOWER) return true
  return next < text.length && caseOf(pointAt(text, next)) === LOWER
}
