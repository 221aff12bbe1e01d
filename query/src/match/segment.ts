import type { AttributeName, Node } from '../language/ast.ts'
import type { Folding } from '../text/forms.ts'
import { needsOf } from './clauses.ts'
import { Interner } from './intern.ts'
import { LayoutBuilder } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Composite } from './nodes.ts'
import { numberLeaves } from './number.ts'
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
  /** Three leaves a word, one for each text field; -1 where no query asks; empty when none does at all. */
  fieldLeaves: Int32Array
  patterns: Patterns | null
  /** Four leaves a pattern: anywhere, and in each text field. */
  patternLeaves: Int32Array
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
  const guessed = Float64Array.from(interner.leaves, (leaf) => weigh(leaf, frequencies))
  const { words, fieldLeaves, patternLeaves, leafCount, leaves, composites } = numberLeaves(interner, guessed)
  const weights = new Float64Array(leafCount).fill(Infinity)
  for (const [i, leaf] of leaves.entries()) weights[leaf] = guessed[i] ?? Infinity
  const builder = new LayoutBuilder()
  for (const [slot, root] of roots.entries()) {
    const ref = root < 0 ? root : (leaves[root] ?? 0)
    builder.add(slot, ref, needsOf(ref, composites, weights))
  }
  const layout = builder.build(leafCount)
  const vocabulary = new Vocabulary(words)
  const patterns = interner.patterns.length > 0 ? new Patterns(interner.patterns.map(({ text }) => text)) : null
  const { code, shapes, starts } = layout
  const tables = [code, shapes, starts, fieldLeaves, patternLeaves]
  return {
    ...layout,
    ids,
    leafCount,
    vocabulary,
    fieldLeaves,
    patterns,
    patternLeaves,
    keys: renumberKeys(interner.keys, leaves),
    composites,
    bytes: tables.reduce((sum, table) => sum + table.byteLength, vocabulary.bytes + (patterns?.bytes ?? 0)),
  }
}

function renumberKeys(keys: Interner['keys'], leaves: Int32Array): Segment['keys'] {
  return new Map(
    [...keys].map(([name, values]) => [name, new Map([...values].map(([value, leaf]) => [value, leaves[leaf] ?? 0]))]),
  )
}
