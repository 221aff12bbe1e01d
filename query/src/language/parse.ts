import type { AndNode, Node, OrNode, Query, Span } from './ast.ts'
import type { Diagnostic } from './diagnostics.ts'
import { SyntaxProblem, fail, lex } from './lexer.ts'
import type { Token } from './lexer.ts'
import { limits } from './limits.ts'
import { lintMixed, lintNumber, lintWord } from './lint.ts'

export type Parsed =
  | { ok: true; query: Query; errors: readonly []; warnings: readonly Diagnostic[]; steps: number }
  | { ok: false; errors: readonly Diagnostic[]; warnings: readonly Diagnostic[]; steps: number }

/**
 * Reads a query. NOT binds tightest, then NEAR, AND, OR; words side by side are joined with AND. Nothing is looked up
 * and no meaning is checked here: `prepare` does both. `steps` counts the work done, which grows with the length only.
 */
export function parse(text: string): Parsed {
  const warnings: Diagnostic[] = []
  const parser = new Parser(text, (warning) => warnings.push(warning))
  try {
    return { ok: true, query: parser.query(), errors: [], warnings, steps: parser.steps }
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem
    return { ok: false, errors: [problem.diagnostic], warnings, steps: parser.steps }
  }
}

class Parser {
  steps = 0
  #tokens: Token[] = []
  #at = 0
  #depth = 0
  #comments: string[] = []
  readonly #grouped = new WeakSet<Node>()
  readonly #text: string
  readonly #warn: (diagnostic: Diagnostic) => void

  constructor(text: string, warn: (diagnostic: Diagnostic) => void) {
    this.#text = text
    this.#warn = warn
  }

  query(): Query {
    const { length } = this.#text
    const limit = limits.queryLength
    if (length > limit) fail('QUERY_TOO_LONG', limit, length, { length: String(length), limit: String(limit) })
    this.#tokens = lex(this.#text, this.#warn)
    if (this.#peek().type === 'end') fail('QUERY_EMPTY', 0, length)
    const root = this.#or()
    const next = this.#peek()
    if (next.type === 'close') fail('PAREN_UNOPENED', next.start, next.end)
    return { root, trailing: this.#takeComments() }
  }

  #or(): Node {
    const parts = [this.#and()]
    while (this.#peek().type === 'or') {
      this.#next()
      parts.push(this.#and())
    }
    return this.#group('or', parts)
  }

  #and(): Node {
    const parts = [this.#near()]
    for (;;) {
      const { type } = this.#peek()
      if (type === 'and') this.#next()
      else if (type === 'or' || type === 'close' || type === 'end' || type === 'near') break
      parts.push(this.#near())
    }
    return this.#group('and', parts)
  }

  #group(kind: 'and' | 'or', parts: Node[]): Node {
    const [first, last] = [parts[0], parts.at(-1)]
    if (parts.length === 1 && first !== undefined) return first
    // A copy has no room to grow: there may be very many of these.
    const node: AndNode | OrNode = {
      kind,
      parts: parts.slice(),
      span: { start: first?.span.start ?? 0, end: last?.span.end ?? 0 },
    }
    if (node.kind === 'or') lintMixed(node, this.#grouped, this.#text, this.#warn)
    return node
  }

  #near(): Node {
    let left = this.#unary()
    let chain = 0
    for (let token = this.#peek(); token.type === 'near'; token = this.#peek()) {
      this.#next()
      this.#enter(token)
      chain++
      const right = this.#unary()
      const { words, ordered } = token
      left = { kind: 'near', left, right, words, ordered, span: { start: left.span.start, end: right.span.end } }
    }
    this.#depth -= chain
    return left
  }

  #unary(): Node {
    const token = this.#peek()
    const comments = this.#takeComments()
    const inside = this.#primary(token)
    const node = comments.length > 0 ? { ...inside, comments: [...comments, ...(inside.comments ?? [])] } : inside
    if (token.type === 'open') this.#grouped.add(node)
    return node
  }

  #primary(token: Token): Node {
    this.#next()
    const span: Span = { start: token.start, end: token.end }
    switch (token.type) {
      case 'not':
      case 'minus': {
        this.#enter(token)
        const part = this.#unary()
        this.#depth--
        return { kind: 'not', part, span: { start: token.start, end: part.span.end } }
      }
      case 'open':
        return this.#parenthesis(token)
      case 'word':
        lintWord(token.text, span, this.#warn)
        return { kind: 'term', text: token.text, span }
      case 'quoted':
        return {
          kind: 'phrase',
          text: token.text,
          span,
          ...(token.within === undefined ? {} : { within: token.within }),
        }
      case 'raw':
        return { kind: 'raw', text: token.text, span }
      case 'compare': {
        lintNumber(token.name, span, this.#warn)
        const { name, comparison, value } = token
        return { kind: 'compare', name, comparison, value, span }
      }
      case 'field':
        return this.#field(token)
      case 'and':
      case 'or':
      case 'near':
      case 'close':
      case 'comment':
      case 'end':
        return this.#missing(token)
    }
  }

  #parenthesis(token: Token): Node {
    this.#enter(token)
    if (this.#peek().type === 'close') fail('GROUP_EMPTY', token.start, this.#peek().end)
    const inside = this.#or()
    const close = this.#next()
    if (close.type !== 'close') fail('PAREN_UNCLOSED', token.start, token.end)
    this.#depth--
    // Comments before the closing parenthesis move to the part that follows it.
    return { ...inside, span: { start: token.start, end: close.end } }
  }

  #field(token: Token & { type: 'field' }): Node {
    const { meaning } = token
    const name = token.written.slice(0, -1)
    this.#enter(token)
    const value = this.#unary()
    this.#depth--
    const span = { start: token.start, end: value.span.end }
    const valueOf = (node: Node): string =>
      (node.kind === 'term' || node.kind === 'phrase') && !('within' in node)
        ? node.text
        : fail('FIELD_VALUE_GROUP', node.span.start, node.span.end, { name })
    const each = (node: Node): Node => {
      if (node.kind === 'or') return { kind: 'or', parts: node.parts.map(each), span: node.span }
      const text = valueOf(node)
      if (text === '') fail('FIELD_VALUE_MISSING', node.span.start, node.span.end, { name })
      if (meaning.kind === 'raw') return { kind: 'raw', text, span: node.span }
      if (meaning.kind === 'named') return { kind: 'named', of: meaning.of, name: text, span: node.span }
      const attribute = meaning.kind === 'attribute' ? meaning.name : 'author'
      return { kind: 'attribute', name: attribute, value: text, span: node.span }
    }
    return meaning.kind === 'text'
      ? { kind: 'field', field: meaning.field, part: value, span }
      : { ...each(value), span }
  }

  #missing(token: Token): never {
    const before = this.#before()
    const isOperator = token.type === 'and' || token.type === 'or' || token.type === 'near'
    if (isOperator) fail('OPERAND_MISSING_BEFORE', token.start, token.end, { operator: token.written })
    if (before !== undefined) fail('OPERAND_MISSING_AFTER', before.start, before.end, { operator: before.written })
    return token.type === 'close'
      ? fail('PAREN_UNOPENED', token.start, token.end)
      : fail('QUERY_EMPTY', token.start, token.end)
  }

  #before(): Token | undefined {
    for (let i = this.#at - 2; i >= 0; i--) {
      const token = this.#tokens[i]
      if (token !== undefined && token.type !== 'comment') return token
    }
    return undefined
  }

  #enter(token: Token): void {
    this.#depth++
    if (this.#depth > limits.depth) fail('QUERY_TOO_DEEP', token.start, token.end, { limit: String(limits.depth) })
  }

  /** The next token that is not a comment; comments wait for the part they stand before. */
  #peek(): Token {
    for (;;) {
      this.steps++
      const token = this.#tokens[this.#at]
      if (token === undefined) return { type: 'end', start: this.#text.length, end: this.#text.length, written: '' }
      if (token.type !== 'comment') return token
      this.#comments.push(token.text)
      this.#at++
    }
  }

  #next(): Token {
    const token = this.#peek()
    this.#at++
    return token
  }

  #takeComments(): string[] {
    const taken = this.#comments
    this.#comments = []
    return taken
  }
}
