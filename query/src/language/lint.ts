import type { Node, OrNode, Span } from './ast.ts'
import type { Values } from './diagnostics.ts'
import type { Code } from './messages.ts'
import { nearestName, numberNames } from './names.ts'

export type Warn = (code: Code, span: Span, values?: Values) => void

const capitals = new Map(Object.entries({ and: 'AND', or: 'OR', not: 'NOT', near: 'NEAR/4', sauf: 'SAUF' }))

export function lintWord(text: string, span: Span, warn: Warn): void {
  const fix = /^o?near\/\d+f?$/i.test(text) ? text.toUpperCase() : capitals.get(text.toLowerCase())
  if (fix !== undefined) warn('OPERATOR_LOWERCASE', span, { text, fix })
  if (/~\d*$/.test(text)) warn('FUZZY_UNKNOWN', span, { text })
  if (text.includes('://')) warn('URL_AS_WORD', span, { text })
}

/** Warns of `a AND b OR c`: every tool reads it its own way. `grouped` are the parts written in parentheses. */
export function lintMixed(or: OrNode, grouped: WeakSet<Node>, text: string, warn: Warn): void {
  const isMixed = (part: Node) => part.kind === 'and' && !grouped.has(part)
  const first = or.parts.find(isMixed)
  if (first === undefined) return
  const read = or.parts.map((part) => {
    const written = text.slice(part.span.start, part.span.end)
    return isMixed(part) ? `(${written})` : written
  })
  warn('MIXED_AND_OR', first.span, { read: read.join(' OR ').slice(0, 300) })
}

export function lintNumber(name: string, span: Span, warn: Warn): void {
  if (numberNames.includes(name)) return
  warn('NUMBER_UNKNOWN', span, {
    name,
    known: numberNames.join(' '),
    fix: nearestName(name, numberNames) ?? 'followers',
  })
}
