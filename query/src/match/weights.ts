import type { LeafOrigin } from './nodes.ts'

/** How often words are met in the stream: what decides by which of its words a query is found. */
export interface Frequencies {
  /** Expected number of times a text holds this folded form. */
  word: (form: string) => number
  /** The same for all forms that begin so. */
  prefix: (prefix: string) => number
}

const common =
  'le la les l un une des de du d et a au en dans pour sur qui que il je ne pas est the of and to in is you it for on'.split(
    ' ',
  )

function rarity(letters: number): number {
  return Math.max(0.0002, 0.03 * 0.6 ** letters)
}

/** Knows nothing of the stream: long words are rare, and the commonest French and English words are common. */
export const guessedFrequencies: Frequencies = {
  word: (form) => (common.includes(form) ? 0.2 : rarity(form.length)),
  prefix: (prefix) => rarity(prefix.length) * 4,
}

export function weigh(leaf: LeafOrigin, frequencies: Frequencies): number {
  if (leaf.kind === 'word') return frequencies.word(leaf.text)
  if (leaf.kind === 'pattern') return frequencies.prefix(leaf.text.replace(/[?*].*$/u, ''))
  return leaf.anchor ? 0.001 : Infinity
}
