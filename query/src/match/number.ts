import type { Interner } from './intern.ts'
import type { Composite, Ref } from './nodes.ts'
import { THINGS_A_TURN } from './turns.ts'
import type { InTurns } from './turns.ts'

/** Words are ordered by how often they are met, as finely as this for each doubling. */
const STEPS = 16
const RAREST = 48 * STEPS

/**
 * Gives leaves their final numbers: words first, the most frequent first, so that what most texts touch lies close
 * together in every table. The leaf of a word found anywhere has the word's own number.
 */
export class Numbering {
  readonly words: string[] = []
  /** Three leaves a word, one for each text field, or empty when no query asks for a field. */
  fieldLeaves = new Int32Array(0)
  patternLeaves = new Int32Array(0)
  leafCount = 0
  /** New number of each leaf. */
  readonly leaves: Int32Array
  /** Those that are worked out: what a query's postings say in full is not among them. */
  readonly composites: Composite[] = []
  readonly #numbers: Int32Array
  readonly #interner: Interner

  constructor(interner: Interner) {
    this.#interner = interner
    this.leaves = new Int32Array(interner.leaves.length).fill(-1)
    this.#numbers = new Int32Array(interner.composites.length).fill(-1)
  }

  *number(weights: Float64Array): InTurns<void> {
    const { words, patterns } = this.#interner
    const buckets: number[][] = Array.from({ length: RAREST + 1 }, () => [])
    let fielded = false
    for (const [i, { leaves }] of words.entries()) {
      if (i % THINGS_A_TURN === 0) yield
      const weight = leaves.reduce((most, leaf) => Math.max(most, weights[leaf] ?? 0), 0)
      buckets[Math.round(Math.min(RAREST, Math.max(0, (6 - Math.log2(weight)) * STEPS)))]?.push(i)
      fielded ||= leaves.some((leaf, f) => f > 0 && leaf >= 0)
    }
    const order = buckets.flat()
    this.leafCount = order.length
    for (const [i, word] of order.entries()) {
      if (i % THINGS_A_TURN === 0) yield
      this.words.push(words[word]?.text ?? '')
      const anywhere = words[word]?.leaves[0] ?? -1
      if (anywhere >= 0) this.leaves[anywhere] = i
    }
    for (let leaf = 0; leaf < this.leaves.length; leaf++)
      if (this.leaves[leaf] === -1) this.leaves[leaf] = this.leafCount++
    const renumber = (leaf: number) => (leaf < 0 ? -1 : this.keep(leaf))
    this.patternLeaves = Int32Array.from(patterns.flatMap(({ leaves }) => leaves.map(renumber)))
    if (!fielded) return
    this.fieldLeaves = new Int32Array(order.length * 3)
    for (const [i, word] of order.entries()) {
      if (i % THINGS_A_TURN === 0) yield
      this.fieldLeaves.set(words[word]?.leaves.slice(1).map(renumber) ?? [], i * 3)
    }
  }

  /** The new number of a node that has to be worked out, and so of everything below it. */
  keep(ref: Ref): Ref {
    if (ref >= 0) return this.leaves[ref] ?? 0
    const known = this.#numbers[~ref] ?? -1
    if (known >= 0) return ~known
    const composite = this.#interner.composites[~ref]
    if (composite === undefined) return 0
    const number = this.composites.push(this.#kept(composite)) - 1
    this.#numbers[~ref] = number
    return ~number
  }

  #kept(composite: Composite): Composite {
    if ('parts' in composite) return { ...composite, parts: composite.parts.map((ref) => this.keep(ref)) } as Composite
    return 'part' in composite ? { ...composite, part: this.keep(composite.part) } : composite
  }
}
