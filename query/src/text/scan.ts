import {
  DIGIT,
  EMOJI,
  JOINER,
  LETTER,
  REGION,
  UNKNOWN,
  classAt,
  classOf,
  pointAt,
  simpleOf,
  sizeOf,
} from './classes.ts'
import { compound } from './compound.ts'
import { FIELD_GAP, HASH_PRIME, HASH_SEED, LONGEST_WORD, WORD } from './forms.ts'
import type { Forms } from './forms.ts'
import { hashtag } from './hashtags.ts'
import { emoji, isUnspaced, mention, unspaced } from './links.ts'

const SPACE = 32
const HASH = 35
const AT = 64
const FULL_WIDTH_HASH = 0xff03
const UNDERSCORE = 95
const COLON = 58
const SLASH = 47

/** Reads one text field into `forms`, after what was read before, at a distance no NEAR can bridge. */
export function scan(forms: Forms, text: string, fast = true): void {
  forms.text = text
  forms.reserve(text.length)
  if (forms.positions > 0) {
    forms.positions += FIELD_GAP
    forms.ends[forms.positions - 1] = -1
  }
  if (fast) scanFast(forms, text)
  else for (let i = 0; i < text.length;) i = unit(forms, i)
}

/** Everything there is to know about reading; the fast path below only takes the plain words out of its hands. */
function unit(forms: Forms, i: number): number {
  const point = pointAt(forms.text, i)
  const size = sizeOf(point)
  const kind = classOf(point)
  if (kind === LETTER || kind === DIGIT) return compound(forms, i)
  if (isUnspaced(kind)) return unspaced(forms, i)
  if (kind === EMOJI || kind === REGION) return emoji(forms, i)
  const sign = point === HASH || point === FULL_WIDTH_HASH ? hashtag : point === AT ? mention : null
  // "bob@example.org" mentions nobody: a sign that touches the word before it is only punctuation.
  if (sign === null || (forms.positions > 0 && forms.ends[forms.positions - 1] === i)) return i + size
  const end = sign(forms, i)
  return end === i ? i + size : end
}

function scanFast(forms: Forms, text: string): void {
  const { simple, fold } = forms.folding
  const { chars, from, length, hash, first, last, kind, starts, ends } = forms
  const size = text.length
  let i = 0
  while (i < size) {
    const unitCode = text.charCodeAt(i)
    let folded = simple[unitCode] ?? 0
    if (folded === UNKNOWN) folded = simpleOf(simple, fold, unitCode)
    if (folded === 0 || folded === UNDERSCORE) {
      if (unitCode === SPACE) i++
      else i = unit(forms, i)
      continue
    }
    const start = i
    const wordFrom = forms.used
    let used = wordFrom
    let code = HASH_SEED
    let ended = 0
    do {
      chars[used++] = folded
      code = Math.imul(code ^ folded, HASH_PRIME)
      i++
      if (i >= size) {
        ended = SPACE
        break
      }
      ended = text.charCodeAt(i)
      folded = simple[ended] ?? 0
    } while (folded > UNKNOWN)
    if (folded === UNKNOWN && i < size) {
      simpleOf(simple, fold, ended)
      i = start
      continue
    }
    if ((ended !== SPACE && !endsWord(text, i, ended)) || used - wordFrom > LONGEST_WORD) {
      i = compound(forms, start)
      continue
    }
    forms.used = used
    const at = forms.count++
    const place = forms.positions++
    starts[place] = start
    ends[place] = i
    from[at] = wordFrom
    length[at] = used - wordFrom
    hash[at] = code
    first[at] = place
    last[at] = place
    kind[at] = WORD
  }
}

/** Is the word over, whatever follows this character? When in doubt, no: the careful path decides. */
function endsWord(text: string, i: number, ended: number): boolean {
  const kind = classOf(ended)
  if (kind !== JOINER) return kind === 1 && (ended < 0xd800 || ended > 0xdfff)
  if (ended === COLON) return text.charCodeAt(i + 1) !== SLASH
  const after = classAt(text, i + 1)
  return after !== LETTER && after !== DIGIT
}
