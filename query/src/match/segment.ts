import type { AttributeName, Node } from '../language/ast.ts'
import type { Folding } from '../text/forms.ts'
import { needsOf } from './clauses.ts'
import { interner } from './intern.ts'
import { layoutOf } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Composite, Ref } from './nodes.ts'
import { number } from './number.ts'
import { patternsOf } from './patterns.ts'
import type { Patterns } from './patterns.ts'
import { QUERIES_A_TURN, THINGS_A_TURN } from './turns.ts'
import type { InTurns } from './turns.ts'
import { Vocabulary } from './vocabulary.ts'
import { weigh } from './weights.ts'
import type { Frequencies } from './weights.ts'

export type QueryId = string | number

/** A query to compile; its root is `null` once the query has been replaced or removed. */
export interface Entry {
  readonly id: QueryId
  root: Node | null
}

/** A compiled set of queries. Nothing in it ever changes; a change makes another one. */
export interface Segment<E extends Entry = Entry> extends Layout {
  /** By slot, the number under which the segment knows a query. */
  entries: readonly E[]
  leafCount: number
  vocabulary: Vocabulary
  /** Three leaves a word, one for each text field; -1 where no query asks; empty when none does at all. */
  fieldLeaves: Int32Array
  patterns: Patterns | null
  /** Four leaves a pattern: anywhere, and in each text field. */
  patternLeaves: Int32Array
  keys: ReadonlyMap<AttributeName, ReadonlyMap<string, number>>
  composites: readonly Composite[]
}

/** Compiles queries. `traced`, when given, learns the node of every part of them. */
export function* compile<E extends Entry>(
  entries: Iterable<E>,
  folding: Folding,
  frequencies: Frequencies,
  traced?: Map<Node, Ref>,
): InTurns<Segment<E>> {
  const nodes = interner(folding, traced)
  const kept: E[] = []
  const roots: Ref[] = []
  for (const entry of entries) {
    if (kept.length % QUERIES_A_TURN === 0) yield
    if (entry.root === null) continue
    roots.push(nodes.add(entry.root))
    kept.push(entry)
  }
  const weights = new Float64Array(nodes.leaves.length)
  for (const [i, leaf] of nodes.leaves.entries()) {
    if (i % THINGS_A_TURN === 0) yield
    weights[i] = weigh(leaf, frequencies)
  }
  const { words, fieldLeaves, patternLeaves, leafCount, leaves, composites, keep } = yield* number(nodes, weights)
  const layouts = layoutOf(leaves, leafCount)
  for (const [slot, root] of roots.entries()) {
    if (slot % QUERIES_A_TURN === 0) yield
    const needs = needsOf(root, nodes.composites, weights)
    layouts.add(slot, needs.exact ? 0 : keep(root), needs)
  }
  for (const [node, ref] of traced ?? []) traced?.set(node, keep(ref))
  const layout = yield* layouts.build()
  const vocabulary = new Vocabulary(words)
  yield* vocabulary.fill()
  const patterns = nodes.patterns.length > 0 ? patternsOf(nodes.patterns.map(({ text }) => text)) : null
  return {
    ...layout,
    entries: kept,
    leafCount,
    vocabulary,
    fieldLeaves,
    patterns,
    patternLeaves,
    keys: new Map(
      [...nodes.keys].map(([name, values]) => [name, new Map([...values].map(([value, leaf]) => [value, keep(leaf)]))]),
    ),
    composites,
  }
}
