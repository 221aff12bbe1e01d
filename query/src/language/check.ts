import type { Node } from './ast.ts'
import { childrenOf } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { phraseLeaves, termLeaves } from './leaves.ts'
import { printNode } from './print.ts'

const LONGEST_SHOWN = 60

/** Everything that parses but means nothing, or would match nearly everything. */
export function check(root: Node, problems: Diagnostic[]): void {
  checkNode(root, null, false, problems)
  if (problems.some(({ severity }) => severity === 'error')) return
  const broad = unanchored(root)
  if (broad === null) return
  if (broad.kind === 'not') problems.push(diagnose('NO_ANCHOR_NOT', broad.span))
  else problems.push(diagnose('NO_ANCHOR_BROAD', broad.span, { part: printNode(broad).slice(0, LONGEST_SHOWN) }))
}

function checkNode(node: Node, near: Node | null, field: boolean, problems: Diagnostic[]): void {
  const leaves =
    node.kind === 'term'
      ? termLeaves(node.text, node.span)
      : node.kind === 'phrase' || node.kind === 'raw'
        ? phraseLeaves(node.kind === 'raw' ? node.text.replace(/[*?]/g, ' ') : node.text, node.span)
        : []
  if (!Array.isArray(leaves)) problems.push(leaves)
  if (near !== null) {
    const what = misplaced(node)
    if (what !== '') problems.push(diagnose('NEAR_OPERAND', node.span, { what }))
  }
  if (node.kind === 'field' && field) problems.push(diagnose('FIELD_NESTED', node.span))
  for (const child of childrenOf(node)) {
    checkNode(child, node.kind === 'near' ? node : near, field || node.kind === 'field', problems)
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
  switch (node.kind) {
    case 'not':
    case 'compare':
      return node
    case 'attribute':
      return isAnchor(node) ? null : node
    case 'and': {
      const broad = node.parts.map(unanchored)
      if (broad.includes(null)) return null
      return broad.find((part) => part?.kind !== 'not') ?? broad[0] ?? node
    }
    case 'or': {
      for (const part of node.parts) {
        const broad = unanchored(part)
        if (broad !== null) return broad
      }
      return null
    }
    case 'field':
      return unanchored(node.part)
    case 'term':
    case 'phrase':
    case 'raw':
    case 'near':
    case 'named':
      return null
  }
}

/** One author or one site is few enough texts; a language or a network is not. */
export function isAnchor(node: Node & { kind: 'attribute' }): boolean {
  return (node.name === 'author' || node.name === 'site') && !node.value.includes('*')
}
