import type { LeafOrigin } from './nodes.ts'

/** How often words are met in the stream: what decides by which of its words a query is found. */
export interface Frequencies {
  /** Expected number of times a text holds this folded form. */
  word: (form: string) => number
  /** The same for all forms that begin so. */
  prefix: (prefix: string) => number
}

const common = new Set(
  (
    'le la les l un une des de du d et ou a au aux en dans par pour sur avec ce qui que qu il elle on nous vous je j ' +
    'me se s n ne pas plus est c y son sa ses the of and to in is you that it he was for are as with his they at be ' +
    'this have from or by but not what all we your can an do how if my no i just'
  ).split(' '),
)
const byLength = [1, 0.02, 0.01, 0.006, 0.003, 0.0015, 0.0008, 0.0005, 0.0004, 0.0003, 0.0002]

/** Knows nothing of the stream: long words are rare, and the commonest French and English words are common. */
export const guessedFrequencies: Frequencies = {
  word: (form) => (common.has(form) ? 0.2 : (byLength[Math.min(form.length, byLength.length - 1)] ?? 1)),
  prefix: (prefix) => (byLength[Math.min(prefix.length, byLength.length - 1)] ?? 1) * 4,
}

export function weigh(leaf: LeafOrigin, frequencies: Frequencies): number {
  if (leaf.kind === 'word') return frequencies.word(leaf.text)
  if (leaf.kind === 'pattern') return frequencies.prefix(leaf.text.replace(/[?*].*$/u, ''))
  return leaf.anchor ? 0.001 : Infinity
}
