import type { Node, OrNode, Span } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { nearestName, numberNames } from './names.ts'

type Warn = (diagnostic: Diagnostic) => void

const capitals = new Map(Object.entries({ and: 'AND', or: 'OR', not: 'NOT', near: 'NEAR/4', sauf: 'SAUF' }))

export function lintWord(text: string, span: Span, warn: Warn): void {
  const fix = capitals.get(text.toLowerCase())
  if (fix !== undefined) warn(diagnose('OPERATOR_LOWERCASE', span, { text, fix }))
  if (/~\d*$/.test(text)) warn(diagnose('FUZZY_UNKNOWN', span, { text }))
  if (text.includes('://')) warn(diagnose('URL_AS_WORD', span, { text }))
}

/** Warns of `a AND b OR c`: every tool reads it its own way. `grouped` are the parts written in parentheses. */
export function lintMixed(or: OrNode, grouped: WeakSet<Node>, text: string, warn: Warn): void {
  const first = or.parts.find((part) => part.kind === 'and' && !grouped.has(part))
  if (first === undefined) return
  const read = or.parts.map((part) => {
    const written = text.slice(part.span.start, part.span.end)
    return part.kind === 'and' && !grouped.has(part) ? `(${written})` : written
  })
  warn(diagnose('MIXED_AND_OR', first.span, { read: read.join(' OR ').slice(0, 300) }))
}

export function lintNumber(name: string, span: Span, warn: Warn): void {
  if (numberNames.includes(name)) return
  const nearest = nearestName(name, numberNames)
  warn(diagnose('NUMBER_UNKNOWN', span, { name, known: numberNames.join(' '), fix: nearest ?? '' }))
}
