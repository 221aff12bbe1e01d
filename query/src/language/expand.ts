import type { Node, NamedNode, Query, Span } from './ast.ts'
import { childrenOf } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic, Values } from './diagnostics.ts'
import { limits } from './limits.ts'
import type { Code } from './messages.ts'
import { parse } from './parse.ts'
import type { Parsed } from './parse.ts'

/** What `list:` and `query:` refer to, by name. */
export interface Library {
  /** Words and phrases, any of which will do. */
  lists?: Readonly<Record<string, readonly string[]>>
  /** Queries in the language. */
  queries?: Readonly<Record<string, string>>
}

/** Puts lists and sub-queries in the place of their names; everything put in takes the name's place in the text. */
export function expand(query: Query, library: Library, problems: Diagnostic[]): Node | null {
  /** A query that is named a thousand times is read once. */
  const parsed = new Map<string, Parsed>()
  let terms = 0

  const problem = (code: Code, span: Span, values: Values) => problems.push(diagnose(code, span, values))
  const count = (more: number, span: Span) => {
    terms += more
    if (terms > limits.terms) problem('QUERY_TOO_MANY_TERMS', span, { limit: limits.terms })
  }

  /** `within` is the name that is being replaced, if any: its place is where problems are shown. */
  const visit = (node: Node, within: NamedNode | null, path: readonly string[]): Node => {
    const span = within?.span ?? node.span
    if (problems.length > 0) return node
    if (node.kind === 'named') return named(node, span, within ?? node, path)
    const inside = (part: Node) => visit(part, within, path)
    const children = childrenOf(node)
    if (children.length === 0) count(1, span)
    const parts = children.map(inside)
    // What holds no name stays the very object that was parsed: most queries do, and there are many.
    if (within === null && parts.every((part, i) => part === children[i])) return node
    return { ...node, span, ...('part' in node ? { part: parts[0] } : 'parts' in node ? { parts } : {}) } as Node
  }

  const named = (node: NamedNode, span: Span, within: NamedNode, path: readonly string[]): Node => {
    const { of, name } = node
    const names = (of === 'list' ? library.lists : library.queries) ?? {}
    const found = Object.hasOwn(names, name) ? names[name] : undefined
    if (found === undefined || found.length === 0) {
      const known = Object.keys(names).map((one) => `${of}:${one}`)
      problem('NAME_UNKNOWN', span, { of, name, known: known.slice(0, 20).join(' ') || '—' })
      return node
    }
    if (typeof found !== 'string') {
      count(found.length, span)
      const parts = found.map((text): Node => ({ kind: /\s/.test(text) ? 'phrase' : 'term', text, span }))
      return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts, span }
    }
    const deeper = [...path, name]
    if (path.includes(name)) problem('QUERY_CYCLE', span, { name, path: deeper.join(' → ') })
    else if (deeper.length > limits.depth) problem('QUERY_TOO_DEEP', span, { limit: limits.depth })
    else {
      const read = parsed.get(found) ?? parse(found)
      parsed.set(found, read)
      if (read.ok) return visit(read.query.root, within, deeper)
      for (const error of read.errors) problems.push({ ...error, span })
    }
    return node
  }

  const root = visit(query.root, null, [])
  return problems.length > 0 ? null : root
}
