import type { Node, Query, Span } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { SyntaxProblem, fail, lex } from './lexer.ts'
import type { Token } from './lexer.ts'
import { limits } from './limits.ts'
import { lintMixed } from './lint.ts'
import type { Warn } from './lint.ts'
import type { FieldMeaning } from './names.ts'

export type Parsed = { warnings: readonly Diagnostic[]; steps: number } & (
  | { ok: true; query: Query; errors: readonly [] }
  | { ok: false; errors: readonly Diagnostic[] }
)

/**
 * Reads a query. NOT binds tightest, then NEAR, AND, OR; words side by side are joined with AND. Nothing is looked up
 * and no meaning is checked here: `prepare` does both. `steps` counts the work done, which grows with the length only.
 */
export function parse(text: string): Parsed {
  const warnings: Diagnostic[] = []
  const warn: Warn = (code, span, values) => warnings.push(diagnose(code, span, values))
  const grouped = new WeakSet<Node>()
  let tokens: readonly Token[] = []
  let at = 0
  let depth = 0
  let steps = 0
  let comments: string[] = []

  /** The next token that is not a comment; comments wait for the part they stand before. */
  const peek = (): Token => {
    for (;;) {
      steps++
      const token = tokens[at] ?? fail('QUERY_EMPTY', { start: 0, end: 0 })
      if (token.type !== 'comment') return token
      comments.push(token.text)
      at++
    }
  }
  const next = () => {
    const token = peek()
    at++
    return token
  }
  const takeComments = () => {
    const taken = comments
    comments = []
    return taken
  }
  const enter = (span: Span) => {
    if (++depth > limits.depth) fail('QUERY_TOO_DEEP', span, { limit: limits.depth })
  }

  const or = (): Node => {
    const parts = [and()]
    while (peek().type === 'or') {
      next()
      parts.push(and())
    }
    return group('or', parts)
  }

  const and = (): Node => {
    const parts = [near()]
    for (;;) {
      const { type } = peek()
      if (type === 'and') next()
      else if (type === 'or' || type === 'close' || type === 'end' || type === 'near') break
      parts.push(near())
    }
    return group('and', parts)
  }

  const group = (kind: 'and' | 'or', parts: readonly Node[]): Node => {
    const [first, last] = [parts[0], parts.at(-1)]
    if (first === undefined || last === undefined || first === last) return first ?? missing(peek())
    // A copy has no room to grow: there may be very many of these.
    const node = { kind, parts: parts.slice(), span: { start: first.span.start, end: last.span.end } }
    if (node.kind === 'or') lintMixed({ ...node, kind: 'or' }, grouped, text, warn)
    return node
  }

  const near = (): Node => {
    let left = unary()
    let chain = 0
    for (let token = peek(); token.type === 'near'; token = peek()) {
      at++
      enter(token)
      chain++
      const right = unary()
      const { words, ordered } = token
      const span = { start: left.span.start, end: right.span.end }
      left = { kind: 'near', parts: [left, right], words, ordered, span }
    }
    depth -= chain
    return left
  }

  const unary = (): Node => {
    const token = peek()
    const before = takeComments()
    const inside = primary(token)
    const node = before.length > 0 ? { ...inside, comments: [...before, ...(inside.comments ?? [])] } : inside
    if (token.type === 'open') grouped.add(node)
    return node
  }

  const primary = (token: Token): Node => {
    at++
    const { start, end } = token
    if (token.type === 'part') return { ...token.node, span: { start, end } }
    if (token.type === 'open') return nested(token, () => parenthesis(token))
    if (token.type !== 'not' && token.type !== 'field') return missing(token)
    const part = nested(token, unary)
    const span = { start, end: part.span.end }
    if (token.type !== 'field') return { kind: 'not', part, span }
    const { meaning } = token
    return meaning.kind === 'field'
      ? { ...meaning, part, span }
      : { ...valued(part, { ...meaning, name: token.written.slice(0, -1) }), span }
  }

  const nested = (token: Token, read: () => Node): Node => {
    enter(token)
    const part = read()
    depth--
    return part
  }

  const parenthesis = (open: Token): Node => {
    if (peek().type === 'close') fail('GROUP_EMPTY', { start: open.start, end: peek().end })
    const inside = or()
    // Comments before the closing parenthesis move to the part that follows it.
    const close = next()
    if (close.type !== 'close') fail('PAREN_UNCLOSED', open)
    return { ...inside, span: { start: open.start, end: close.end } }
  }

  /** What a field compares: a value, or several joined with OR. */
  const valued = (node: Node, field: Exclude<FieldMeaning, { kind: 'field' }> & { name: string }): Node => {
    const { span } = node
    if (node.kind === 'or') return { kind: 'or', parts: node.parts.map((part) => valued(part, field)), span }
    const { name } = field
    if ((node.kind !== 'term' && node.kind !== 'phrase') || 'within' in node)
      return fail('FIELD_VALUE_GROUP', span, { name })
    const value = node.text
    if (value === '') fail('FIELD_VALUE_MISSING', span, { name })
    if (field.kind === 'raw') return { kind: 'raw', text: value, span }
    if (field.kind === 'named') return { kind: 'named', of: field.of, name: value, span }
    return { kind: 'attribute', name: field.attribute, value, span }
  }

  const missing = (token: Token): never => {
    if (token.type === 'and' || token.type === 'or' || token.type === 'near')
      fail('OPERAND_MISSING_BEFORE', token, { operator: token.written })
    const before = tokens.slice(0, at - 1).findLast(({ type }) => type !== 'comment')
    if (before !== undefined) fail('OPERAND_MISSING_AFTER', before, { operator: before.written })
    return fail(token.type === 'close' ? 'PAREN_UNOPENED' : 'QUERY_EMPTY', token)
  }

  const query = (): Query => {
    const { length } = text
    const limit = limits.queryLength
    if (length > limit) fail('QUERY_TOO_LONG', { start: limit, end: length }, { length, limit })
    tokens = lex(text, warn)
    if (peek().type === 'end') fail('QUERY_EMPTY', { start: 0, end: length })
    const root = or()
    if (peek().type === 'close') fail('PAREN_UNOPENED', peek())
    return { root, trailing: takeComments() }
  }

  try {
    return { ok: true, query: query(), errors: [], warnings, steps }
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem
    return { ok: false, errors: [problem.diagnostic], warnings, steps }
  }
}
