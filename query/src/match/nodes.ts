import type { AttributeNode, CompareNode } from '../language/ast.ts'

/** A leaf's number, or for a composite node `~number`: leaves are found by the text alone, composites are worked out. */
export type Ref = number

/** What is worked out from other nodes, or asked of the document. Equal nodes of all queries are one node. */
export type Composite =
  | { kind: 'and' | 'or' | 'sequence'; parts: readonly Ref[] }
  | { kind: 'not'; part: Ref }
  | { kind: 'near'; parts: readonly [Ref, Ref]; words: number; ordered: boolean }
  | { kind: 'window'; parts: readonly Ref[]; times: readonly number[]; total: number; words: number }
  | { kind: 'raw'; part: Ref; text: string; lead: number }
  | { kind: 'asked'; node: AttributeNode | CompareNode }

export interface LeafOrigin {
  kind: 'word' | 'pattern' | 'key'
  /** Folded form, pattern, or value of an attribute. */
  text: string
  /** May it be the only thing a query is found by? A language may not. */
  anchor: boolean
}
