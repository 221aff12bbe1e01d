import { plainFolding } from '../text/forms.ts'
import type { Folding } from '../text/forms.ts'
import { unitsOf } from '../text/words.ts'
import type { Unit } from '../text/words.ts'
import type { Span } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { limits } from './limits.ts'

/** One word to find: a form, the same with parts side by side, or a pattern with `?` and a final `*`. */
export type Leaf = { kind: 'unit'; unit: Unit } | { kind: 'pattern'; pattern: string }

// A letter nobody writes stands for ? while the word is folded (Yi syllable WU: no case, no accent, one word with Latin).
const STAND_IN = 'ꀕ'
const LEAST_BEFORE_STAR = 3
const LEAST_BEFORE_MARK = 2

/** The words a bare term is made of; more than one are looked for side by side (`l'été`, `AT&T`). */
export function termLeaves(text: string, span: Span, folding = plainFolding): Leaf[] | Diagnostic {
  return leavesOf(text, true, span, folding)
}

/** The words of a phrase. Here `?` is a wildcard only between letters: `"really?"` ends with a question mark. */
export function phraseLeaves(text: string, span: Span, folding = plainFolding): Leaf[] | Diagnostic {
  const leaves: Leaf[] = []
  // Without wildcards the text is read as one, so that nothing depends on where it has spaces.
  const pieces = /[*?]/.test(text) ? text.split(/\s+/u) : [text]
  for (const piece of pieces) {
    const read = leavesOf(piece, false, span, folding)
    if (!Array.isArray(read)) {
      if (read.code === 'WORD_EMPTY' && pieces.length > 1) continue
      return read
    }
    leaves.push(...read)
  }
  if (leaves.length === 0) return diagnose('WORD_EMPTY', span, { text })
  if (leaves.length <= limits.phraseWords) return leaves
  return diagnose('PHRASE_TOO_LONG', span, { number: leaves.length, limit: limits.phraseWords })
}

function leavesOf(text: string, bare: boolean, span: Span, folding: Folding): Leaf[] | Diagnostic {
  const star = text.indexOf('*')
  if (star >= 0 && star < text.replace(/[^\p{L}\p{N}*?]+$/u, '').length - 1) {
    return diagnose('WILDCARD_MISPLACED', span, { text: text.replaceAll('*', '').slice(0, 40) + '*' })
  }
  let plain = star >= 0 ? text.slice(0, star) : text
  plain = bare ? plain.replaceAll('?', STAND_IN) : plain.replace(/(?<=[\p{L}\p{N}])\?(?=[\p{L}\p{N}])/gu, STAND_IN)
  const units = unitsOf(plain, folding)
  if (units === null) return diagnose('WORD_TOO_LONG', span, { limit: 256 })
  if (units.length === 0) return diagnose('WORD_EMPTY', span, { text: text.slice(0, 40) })
  const wild = text.includes('?')
  const leaves: Leaf[] = []
  for (const [i, unit] of units.entries()) {
    const mark = wild ? unit.form.indexOf(STAND_IN) : -1
    const ends = star >= 0 && i === units.length - 1
    if (mark < 0 && !ends) {
      leaves.push({ kind: 'unit', unit })
      continue
    }
    const pattern = unit.form.replaceAll(STAND_IN, '?') + (ends ? '*' : '')
    const sign = /^[#@]/.test(pattern) ? 1 : 0
    const tooShort = (wildcard: string, least: number) =>
      diagnose('WILDCARD_TOO_SHORT', span, { text: text.slice(0, 40), wildcard, least: least })
    if (mark >= 0 && mark - sign < LEAST_BEFORE_MARK) return tooShort('?', LEAST_BEFORE_MARK)
    if (ends && unit.form.length - sign < LEAST_BEFORE_STAR) return tooShort('*', LEAST_BEFORE_STAR)
    leaves.push({ kind: 'pattern', pattern })
  }
  return leaves
}

/** Does a folded form fit a pattern? Each `?` is one UTF-16 unit, a final `*` any number. */
export function fits(form: string, pattern: string): boolean {
  const open = pattern.endsWith('*')
  const size = open ? pattern.length - 1 : pattern.length
  if (open ? form.length < size : form.length !== size) return false
  for (let i = 0; i < size; i++) if (pattern[i] !== '?' && pattern[i] !== form[i]) return false
  return true
}
