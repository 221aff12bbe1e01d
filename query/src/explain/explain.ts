import type { Document } from '../document/document.ts'
import type { Node, Span, TextField } from '../language/ast.ts'
import { childrenOf } from '../language/ast.ts'
import type { Prepared } from '../language/prepare.ts'
import { printNode } from '../language/print.ts'
import { evaluatorOf } from '../naive/evaluate.ts'
import type { Part } from '../naive/evaluate.ts'

type Place = Span & { field: TextField }

export interface ExplainedPart {
  /** The part, printed. */
  query: string
  /** Where it stands in the query as written; parts of a list or sub-query stand where its name does. */
  span: Span
  /** Where it was found. A NEAR is found as one stretch. */
  places: readonly Place[]
  /** Of a NEAR, its words and phrases inside those stretches. */
  inside: readonly ExplainedPart[]
}

export interface Explanation {
  matched: boolean
  /** What made the query match. */
  found: readonly ExplainedPart[]
  /** When it did not match: the required parts that were not there. */
  missing: readonly { query: string; span: Span }[]
  /** When it did not match: exclusions that kept it out. */
  excludedBy: readonly ExplainedPart[]
}

/** Which parts of a query a document answers, and where; when it does not match, what stands in the way. */
export function explain(prepared: Prepared, document: Document): Explanation {
  const evaluate = evaluatorOf(document)
  const { root } = prepared
  const { matched, parts } = evaluate(root)
  const explained = (part: Part): ExplainedPart => ({
    query: printNode(part.node),
    span: part.node.span,
    places: part.spans,
    inside: part.node.kind === 'near' ? childrenOf(part.node).flatMap((child) => within(child, part.spans)) : [],
  })
  const within = (node: Node, places: readonly Place[]): ExplainedPart[] => {
    if (node.kind === 'near' || node.kind === 'or' || node.kind === 'field') {
      return childrenOf(node).flatMap((child) => within(child, places))
    }
    const spans = evaluate(node).parts.flatMap((part) => part.spans)
    const inner = spans.filter((one) =>
      places.some(({ field, start, end }) => one.field === field && start <= one.start && one.end <= end),
    )
    return inner.length === 0 ? [] : [explained({ node, spans: inner })]
  }
  const missing: Node[] = []
  const excluding: Node[] = []
  if (!matched) blame(root, (node) => evaluate(node).matched, missing, excluding)
  return {
    matched,
    found: parts.map(explained),
    missing: missing.map((node) => ({ query: printNode(node), span: node.span })),
    excludedBy: excluding.flatMap((node) => evaluate(node).parts.map(explained)),
  }
}

/** The smallest parts that were needed and did not hold, or were excluded and did. */
function blame(node: Node, holds: (node: Node) => boolean, missing: Node[], excluding: Node[]): void {
  if (holds(node)) return
  if (node.kind === 'and') for (const part of node.parts) blame(part, holds, missing, excluding)
  else if (node.kind === 'not') excluding.push(node.part)
  else missing.push(node)
}
