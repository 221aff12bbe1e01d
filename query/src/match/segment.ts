import type { AttributeName, Node } from '../language/ast.ts'
import type { Folding } from '../text/forms.ts'
import { needsOf } from './clauses.ts'
import { Interner } from './intern.ts'
import { LayoutBuilder } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Composite } from './nodes.ts'
import { Patterns } from './patterns.ts'
import { Vocabulary } from './vocabulary.ts'
import { weigh } from './weights.ts'
import type { Frequencies } from './weights.ts'

export type QueryId = string | number

/** A compiled set of queries. Nothing in it ever changes; a change makes another one. */
export interface Segment extends Layout {
  ids: readonly QueryId[]
  leafCount: number
  vocabulary: Vocabulary
  /** Four leaves a word: anywhere, and in each text field; -1 where no query asks. */
  wordLeaves: Int32Array
  patterns: Patterns | null
  patternLeaves: Int32Array
  /** Is any word or pattern asked for in one field only? */
  fielded: boolean
  keys: ReadonlyMap<AttributeName, ReadonlyMap<string, number>>
  composites: readonly Composite[]
  bytes: number
}

export function compileSegment(
  queries: Iterable<readonly [QueryId, Node]>,
  folding: Folding,
  frequencies: Frequencies,
): Segment {
  const interner = new Interner(folding)
  const ids: QueryId[] = []
  const roots: number[] = []
  for (const [id, root] of queries) {
    ids.push(id)
    roots.push(interner.node(root))
  }
  const { leaves, composites, words, patterns } = interner
  const weights = Float64Array.from(leaves, (leaf) => weigh(leaf, frequencies))
  const builder = new LayoutBuilder()
  for (const [slot, root] of roots.entries()) builder.add(slot, root, needsOf(root, composites, weights))
  const layout = builder.build(leaves.length)
  const vocabulary = new Vocabulary(words.map(({ text }) => text))
  const wordLeaves = Int32Array.from(words.flatMap((word) => word.leaves))
  const patternLeaves = Int32Array.from(patterns.flatMap((pattern) => pattern.leaves))
  const found = patterns.length > 0 ? new Patterns(patterns.map(({ text }) => text)) : null
  const inField = (leaf: number, i: number) => i % 4 !== 0 && leaf >= 0
  const { code, shapes, starts } = layout
  return {
    ...layout,
    ids,
    leafCount: leaves.length,
    vocabulary,
    wordLeaves,
    patterns: found,
    patternLeaves,
    fielded: wordLeaves.some(inField) || patternLeaves.some(inField),
    keys: interner.keys,
    composites,
    bytes:
      code.byteLength +
      shapes.byteLength +
      starts.byteLength +
      vocabulary.bytes +
      wordLeaves.byteLength +
      (found?.bytes ?? 0),
  }
}
