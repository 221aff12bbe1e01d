import type { Document } from '../document/document.ts'
import type { Node, Span } from '../language/ast.ts'
import { childrenOf } from '../language/ast.ts'
import type { Prepared } from '../language/prepare.ts'
import { printNode } from '../language/print.ts'
import type { Ref } from '../match/nodes.ts'
import { Places } from '../match/places.ts'
import type { MatchSpan } from '../match/places.ts'
import { Run, readDocument } from '../match/run.ts'
import { compile } from '../match/segment.ts'
import { atOnce } from '../match/turns.ts'
import { guessedFrequencies } from '../match/weights.ts'
import { Forms, plainFolding } from '../text/forms.ts'

export interface ExplainedPart {
  /** The part, printed. */
  query: string
  /** Where it stands in the query as written; parts of a list or sub-query stand where its name does. */
  span: Span
  /** Where it was found. A NEAR is found as one stretch. */
  places: readonly MatchSpan[]
  /** Of a NEAR, its words and phrases inside those stretches. */
  inside: readonly ExplainedPart[]
}

export interface Explanation {
  matched: boolean
  /** What made the query match; when it did not, those of its parts that were there all the same. */
  found: readonly ExplainedPart[]
  /** When it did not match: the required parts that were not there. */
  missing: readonly { query: string; span: Span }[]
  /** When it did not match: exclusions that kept it out. */
  excludedBy: readonly ExplainedPart[]
}

/**
 * Which parts of a query a document answers, and where; when it does not match, what stands in the way. It is the
 * matcher's own work on this query that is shown.
 */
export function explain({ root }: Prepared, document: Document): Explanation {
  const refs = new Map<Node, Ref>()
  const forms = new Forms(plainFolding)
  const places = new Places()
  const run = new Run(atOnce(compile([{ id: 0, root }], plainFolding, guessedFrequencies, refs)))
  readDocument(document, forms, [run], places)
  run.match(document, places, forms, false)
  const holds = (node: Node) => run.worker.holds(refs.get(node) ?? 0)
  const explained = (node: Node, spans: readonly MatchSpan[]): ExplainedPart => ({
    query: printNode(node),
    span: node.span,
    places: spans,
    inside: node.kind === 'near' ? childrenOf(node).flatMap((child) => within(child, spans)) : [],
  })
  /** Of AND all parts, of OR those that hold, of NOT none. */
  const parts = (node: Node): ExplainedPart[] => {
    if (!holds(node) || node.kind === 'not') return []
    if (node.kind === 'and' || node.kind === 'or' || node.kind === 'field') return childrenOf(node).flatMap(parts)
    return [explained(node, places.spans(refs.get(node) ?? 0, run.worker, forms))]
  }
  const within = (node: Node, outer: readonly MatchSpan[]): ExplainedPart[] => {
    if (node.kind === 'near' || node.kind === 'or' || node.kind === 'field') {
      return childrenOf(node).flatMap((child) => within(child, outer))
    }
    const inner = places
      .spans(refs.get(node) ?? 0, run.worker, forms)
      .filter((one) =>
        outer.some(({ field, start, end }) => one.field === field && start <= one.start && one.end <= end),
      )
    return inner.length === 0 ? [] : [explained(node, inner)]
  }
  const missing: Node[] = []
  const excluding: Node[] = []
  /** The smallest parts that were needed and did not hold, or were excluded and did. */
  const blame = (node: Node): void => {
    if (holds(node)) return
    if (node.kind === 'and') node.parts.forEach(blame)
    else if (node.kind === 'not') excluding.push(node.part)
    else missing.push(node)
  }
  blame(root)
  return {
    matched: holds(root),
    found: !holds(root) && root.kind === 'and' ? root.parts.flatMap(parts) : parts(root),
    missing: missing.map((node) => ({ query: printNode(node), span: node.span })),
    excludedBy: excluding.flatMap(parts),
  }
}
