import type { Node, NamedNode, Query } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { limits } from './limits.ts'
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
  const expander = new Expander(library)
  const node = expander.node(query.root, null, [])
  problems.push(...expander.problems)
  return expander.problems.length > 0 ? null : node
}

class Expander {
  readonly problems: Diagnostic[] = []
  #terms = 0
  readonly #parsed = new Map<string, Parsed>()
  readonly #library: Library

  constructor(library: Library) {
    this.#library = library
  }

  /** `within` is the name that is being replaced, if any: its place is where problems are shown. */
  node(node: Node, within: NamedNode | null, path: readonly string[]): Node {
    const span = within?.span ?? node.span
    const inside = (part: Node) => this.node(part, within, path)
    if (this.problems.length > 0) return node
    // What holds no name stays the very object that was parsed: most queries do, and there are many.
    switch (node.kind) {
      case 'and':
      case 'or': {
        const parts = node.parts.map(inside)
        const same = within === null && parts.every((part, i) => part === node.parts[i])
        return same ? node : { ...node, span, parts }
      }
      case 'not':
      case 'field': {
        const part = inside(node.part)
        return within === null && part === node.part ? node : { ...node, span, part }
      }
      case 'near': {
        const [left, right] = [inside(node.left), inside(node.right)]
        const same = within === null && left === node.left && right === node.right
        return same ? node : { ...node, span, left, right }
      }
      case 'named':
        return node.of === 'list' ? this.#list(node, within ?? node) : this.#query(node, within ?? node, path)
      case 'term':
      case 'phrase':
      case 'raw':
      case 'attribute':
      case 'compare':
        if (++this.#terms > limits.terms) this.#tooMany(span)
        return within === null ? node : { ...node, span }
    }
  }

  #list(node: NamedNode, within: NamedNode): Node {
    const words = own(this.#library.lists, node.name)
    if (words === undefined || words.length === 0) return this.#unknown(node, within, this.#library.lists)
    this.#terms += words.length
    if (this.#terms > limits.terms) this.#tooMany(within.span)
    const parts = words.map((text): Node => ({ kind: /\s/.test(text) ? 'phrase' : 'term', text, span: within.span }))
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts, span: within.span }
  }

  #query(node: NamedNode, within: NamedNode, path: readonly string[]): Node {
    const text = own(this.#library.queries, node.name)
    if (text === undefined) return this.#unknown(node, within, this.#library.queries)
    const deeper = [...path, node.name]
    if (path.includes(node.name)) {
      this.problems.push(diagnose('QUERY_CYCLE', within.span, { name: node.name, path: deeper.join(' → ') }))
      return node
    }
    if (deeper.length > limits.depth) {
      this.problems.push(diagnose('QUERY_TOO_DEEP', within.span, { limit: String(limits.depth) }))
      return node
    }
    // A query that is named a thousand times is read once.
    const parsed = this.#parsed.get(text) ?? parse(text)
    this.#parsed.set(text, parsed)
    if (parsed.ok) return this.node(parsed.query.root, within, deeper)
    for (const error of parsed.errors) this.problems.push({ ...error, span: within.span })
    return node
  }

  #unknown(node: NamedNode, within: NamedNode, names: object | undefined): Node {
    const known = Object.keys(names ?? {}).map((name) => `${node.of}:${name}`)
    const values = { of: node.of, name: node.name, known: known.slice(0, 20).join(' ') || '—' }
    this.problems.push(diagnose('NAME_UNKNOWN', within.span, values))
    return node
  }

  #tooMany(span: Node['span']): void {
    this.problems.push(diagnose('QUERY_TOO_MANY_TERMS', span, { limit: String(limits.terms) }))
  }
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}
