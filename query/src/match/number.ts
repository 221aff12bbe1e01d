import type { Interner } from './intern.ts'
import type { Composite, Ref } from './nodes.ts'

export interface Numbering {
  /** Words by falling frequency. The leaf of a word found anywhere has the word's own number. */
  words: string[]
  /** Three leaves a word, one for each text field, or empty when no query asks for a field. */
  fieldLeaves: Int32Array
  patternLeaves: Int32Array
  leafCount: number
  /** New number of each leaf. */
  leaves: Int32Array
  composites: Composite[]
}

/**
 * Gives leaves their final numbers: words first, the most frequent first, so that what most texts touch lies close
 * together in every table.
 */
export function numberLeaves(interner: Interner, weights: Float64Array): Numbering {
  const heaviest = (leaves: readonly number[]) =>
    leaves.reduce((most, leaf) => (leaf < 0 ? most : Math.max(most, weights[leaf] ?? 0)), 0)
  const words = interner.words
    .map((word) => ({ word, weight: heaviest(word.leaves) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ word }) => word)
  const leaves = new Int32Array(interner.leaves.length).fill(-1)
  for (const [i, word] of words.entries()) {
    const anywhere = word.leaves[0] ?? -1
    if (anywhere >= 0) leaves[anywhere] = i
  }
  let leafCount = words.length
  for (let leaf = 0; leaf < leaves.length; leaf++) if (leaves[leaf] === -1) leaves[leaf] = leafCount++
  const renumber = (leaf: number) => (leaf < 0 ? -1 : (leaves[leaf] ?? -1))
  const fielded = words.some((word) => word.leaves.some((leaf, i) => i > 0 && leaf >= 0))
  return {
    words: words.map(({ text }) => text),
    fieldLeaves: Int32Array.from(fielded ? words.flatMap((word) => word.leaves.slice(1).map(renumber)) : []),
    patternLeaves: Int32Array.from(interner.patterns.flatMap((pattern) => pattern.leaves.map(renumber))),
    leafCount,
    leaves,
    composites: interner.composites.map((composite) =>
      renumbered(composite, (ref) => (ref < 0 ? ref : (leaves[ref] ?? 0))),
    ),
  }
}

function renumbered(composite: Composite, to: (ref: Ref) => Ref): Composite {
  switch (composite.kind) {
    case 'and':
    case 'or':
    case 'sequence':
    case 'window':
      return { ...composite, parts: composite.parts.map(to) }
    case 'not':
    case 'raw':
      return { ...composite, part: to(composite.part) }
    case 'near':
      return { ...composite, left: to(composite.left), right: to(composite.right) }
    case 'asked':
      return composite
  }
}
