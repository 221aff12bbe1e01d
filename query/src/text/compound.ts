import { APOSTROPHES, DIGIT, EXTEND, HYPHENS, JOINER, LETTER, classAt, classOf, pointAt, sizeOf } from './classes.ts'
import { DOTTED, JOINED, PART, POSSESSIVE, WORD } from './forms.ts'
import type { Forms } from './forms.ts'
import { link } from './links.ts'

// l'été, d'eau, qu'il: one word each side. Not aujourd'hui, quelqu'un, don't, O'Brien.
const elisions = 'l d j m t s n c qu jusqu lorsqu puisqu quoiqu'.split(' ')
const MOST_PARTS = 8
const UNDERSCORE = 95
const SMALL_S = 115
const APOSTROPHE = 39

/**
 * Reads the word at `at`, with everything that hyphens, apostrophes and full stops tie to it, and returns where it
 * ends. `peut-être` is two words and also `peutetre`; `example.org` is two words and also `example.org`.
 */
export function compound(forms: Forms, at: number): number {
  const { text } = forms
  let i = at
  let unitFrom = forms.used
  let unitFirst = forms.positions
  let unitForm = forms.count
  let parts = 0
  let dotted = false
  let whole = true
  let partFrom = forms.used
  let partStart = i
  let short = true
  let apostrophe = false
  let last = 0

  const closePart = () => {
    const length = forms.used - partFrom
    if (onlyUnderscores(forms, partFrom, length)) {
      whole = false
      return
    }
    const place = forms.place(partStart, i)
    parts++
    if (!short) whole = false
    else {
      forms.emit(PART, partFrom, length, place, place)
      if (isPossessive(forms, length)) forms.emit(POSSESSIVE, partFrom, length - 2, place, place)
    }
  }
  const closeUnit = () => {
    if (parts === 1 && forms.count > unitForm) forms.kind[unitForm] = WORD
    if (parts < 2 || parts > MOST_PARTS || !whole || forms.used - unitFrom > 256) return
    forms.emit(dotted ? DOTTED : JOINED, unitFrom, forms.used - unitFrom, unitFirst, forms.positions - 1)
  }
  const openPart = (start: number) => {
    partFrom = forms.used
    partStart = start
    short = true
    apostrophe = false
  }

  while (i < text.length) {
    const point = pointAt(text, i)
    const kind = classOf(point)
    if (kind === LETTER || kind === DIGIT || kind === EXTEND) {
      if (!forms.append(point, partFrom)) short = false
      if (kind !== EXTEND) last = kind
      i += sizeOf(point)
      continue
    }
    if (kind !== JOINER) break
    const next = classAt(text, i + 1)
    const joiner = text.charAt(i)
    if (joiner === ':') {
      if (parts === 0 && isScheme(forms, partFrom) && text.startsWith('//', i + 1)) {
        forms.used = partFrom
        return link(forms, partStart, i + 3)
      }
      break
    }
    if (next !== LETTER && next !== DIGIT) break
    const numbers = last === DIGIT && next === DIGIT
    const words = last === LETTER && next === LETTER
    if (HYPHENS.includes(joiner)) {
      closePart()
      openPart(++i)
    } else if (numbers) {
      if (!forms.append(joiner.charCodeAt(0), partFrom)) short = false
      i++
    } else if (!words || joiner === ',') break
    else if (joiner === '.') {
      if (parts === 0 && spells(forms, partFrom, 'www')) {
        forms.used = partFrom
        return link(forms, partStart, i + 1)
      }
      closePart()
      if (!forms.append(46, unitFrom)) whole = false
      dotted = true
      openPart(++i)
    } else if (APOSTROPHES.includes(joiner)) {
      if (!apostrophe && elisions.some((elision) => spells(forms, partFrom, elision))) {
        closePart()
        closeUnit()
        openPart(++i)
        unitFrom = partFrom
        unitFirst = forms.positions
        unitForm = forms.count
        parts = 0
        dotted = false
        whole = true
      } else {
        if (!forms.append(APOSTROPHE, partFrom)) short = false
        apostrophe = true
        i++
      }
    }
  }
  closePart()
  closeUnit()
  return i
}

function spells(forms: Forms, from: number, word: string): boolean {
  if (forms.used - from !== word.length) return false
  for (let i = 0; i < word.length; i++) if (forms.chars[from + i] !== word.charCodeAt(i)) return false
  return true
}

function isScheme(forms: Forms, from: number): boolean {
  return spells(forms, from, 'https') || spells(forms, from, 'http')
}

function isPossessive(forms: Forms, length: number): boolean {
  const { chars, used } = forms
  return length > 2 && chars[used - 1] === SMALL_S && chars[used - 2] === APOSTROPHE
}

function onlyUnderscores(forms: Forms, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (forms.chars[from + i] !== UNDERSCORE) return false
  return true
}
