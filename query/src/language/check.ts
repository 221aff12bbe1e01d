import type { Node } from './ast.ts'
import { childrenOf } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { phraseLeaves, termLeaves } from './leaves.ts'
import { printNode } from './print.ts'

const LONGEST_SHOWN = 60

/** Everything that parses but means nothing, or would match nearly everything. */
export function check(root: Node, problems: Diagnostic[]): void {
  checkNode(root, false, false, problems)
  if (problems.length > 0) return
  const broad = unanchored(root)
  if (broad === null) return
  if (broad.kind === 'not') problems.push(diagnose('NO_ANCHOR_NOT', broad.span))
  else problems.push(diagnose('NO_ANCHOR_BROAD', broad.span, { part: printNode(broad).slice(0, LONGEST_SHOWN) }))
}

function checkNode(node: Node, near: boolean, field: boolean, problems: Diagnostic[]): void {
  const leaves =
    node.kind === 'term'
      ? termLeaves(node.text, node.span)
      : node.kind === 'phrase' || node.kind === 'raw'
        ? phraseLeaves(node.kind === 'raw' ? node.text.replace(/[*?]/g, ' ') : node.text, node.span)
        : []
  if (!Array.isArray(leaves)) problems.push(leaves)
  if (near) {
    const what = misplaced(node)
    if (what !== '') problems.push(diagnose('NEAR_OPERAND', node.span, { what }))
  }
  if (node.kind === 'field' && field) problems.push(diagnose('FIELD_NESTED', node.span))
  for (const child of childrenOf(node)) {
    checkNode(child, near || node.kind === 'near', field || node.kind === 'field', problems)
  }
}

function misplaced(node: Node): string {
  if (node.kind === 'and') return 'AND'
  if (node.kind === 'not') return 'NOT'
  if (node.kind === 'attribute') return `${node.name}:`
  return node.kind === 'compare' ? `${node.name}${node.comparison}` : ''
}

/**
 * The part because of which nearly every text would match; `null` when a match always holds some word, phrase, author
 * or site by which the query can be found.
 */
function unanchored(node: Node): Node | null {
  if (node.kind === 'not' || node.kind === 'compare') return node
  if (node.kind === 'attribute') return isAnchor(node) ? null : node
  if (node.kind === 'field') return unanchored(node.part)
  if (node.kind !== 'and' && node.kind !== 'or') return null
  const broad = node.parts.map(unanchored)
  if (node.kind === 'or') return broad.find((part) => part !== null) ?? null
  return broad.includes(null) ? null : (broad.find((part) => part?.kind !== 'not') ?? broad[0] ?? node)
}

/** One author or one site is few enough texts; a language or a network is not. */
export function isAnchor(node: Node & { kind: 'attribute' }): boolean {
  return (node.name === 'author' || node.name === 'site') && !node.value.includes('*')
}
