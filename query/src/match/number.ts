import type { Entry, Interner } from './intern.ts'
import type { Composite, Ref } from './nodes.ts'
import { THINGS_A_TURN } from './turns.ts'
import type { InTurns } from './turns.ts'

/** Words are ordered by how often they are met, as finely as this for each doubling. */
const STEPS = 16
const RAREST = 48 * STEPS

export interface Numbering {
  words: string[]
  /** Three leaves a word, one for each text field, or empty when no query asks for a field. */
  fieldLeaves: Int32Array
  patternLeaves: Int32Array
  leafCount: number
  /** New number of each leaf. */
  leaves: Int32Array
  /** Those that are worked out: what a query's postings say in full is not among them. */
  composites: Composite[]
  /** The new number of a node that has to be worked out, and so of everything below it. */
  keep: (ref: Ref) => Ref
}

/**
 * Gives leaves their final numbers: words first, the most frequent first, so that what most texts touch lies close
 * together in every table. The leaf of a word found anywhere has the word's own number.
 */
export function* number(nodes: Interner, weights: Float64Array): InTurns<Numbering> {
  const leaves = new Int32Array(nodes.leaves.length).fill(-1)
  const numbers = new Int32Array(nodes.composites.length).fill(-1)
  const composites: Composite[] = []
  const keep = (ref: Ref): Ref => {
    if (ref >= 0) return leaves[ref] ?? 0
    const known = numbers[~ref] ?? -1
    if (known >= 0) return ~known
    const old = nodes.composites[~ref]
    if (old === undefined) return 0
    const kept =
      'parts' in old
        ? ({ ...old, parts: old.parts.map(keep) } as Composite)
        : 'part' in old
          ? { ...old, part: keep(old.part) }
          : old
    return ~(numbers[~ref] = composites.push(kept) - 1)
  }

  const buckets: Entry[][] = Array.from({ length: RAREST + 1 }, () => [])
  let fielded = false
  for (const [i, word] of nodes.words.entries()) {
    if (i % THINGS_A_TURN === 0) yield
    const weight = word.leaves.reduce((most, leaf) => Math.max(most, weights[leaf] ?? 0), 0)
    buckets[Math.round(Math.min(RAREST, Math.max(0, (6 - Math.log2(weight)) * STEPS)))]?.push(word)
    fielded ||= word.leaves.some((leaf, f) => f > 0 && leaf >= 0)
  }
  const order = buckets.flat()
  const words: string[] = []
  for (const [i, { text, leaves: own }] of order.entries()) {
    if (i % THINGS_A_TURN === 0) yield
    words.push(text)
    const [anywhere = -1] = own
    if (anywhere >= 0) leaves[anywhere] = i
  }
  let leafCount = words.length
  for (let leaf = 0; leaf < leaves.length; leaf++) if (leaves[leaf] === -1) leaves[leaf] = leafCount++
  const renumber = (leaf: number) => (leaf < 0 ? -1 : keep(leaf))
  const fieldLeaves = new Int32Array(fielded ? words.length * 3 : 0)
  for (const [i, { leaves: own }] of fielded ? order.entries() : []) {
    if (i % THINGS_A_TURN === 0) yield
    fieldLeaves.set(own.slice(1).map(renumber), i * 3)
  }
  const patternLeaves = Int32Array.from(nodes.patterns.flatMap((pattern) => pattern.leaves.map(renumber)))
  return { words, fieldLeaves, patternLeaves, leafCount, leaves, composites, keep }
}
