import type { Span } from './ast.ts'
import { isWarning, sentencesOf } from './messages.ts'
import type { Code } from './messages.ts'

export type Language = 'en' | 'fr'

/** Something wrong (`error`) or doubtful (`warning`) about a query, with its place and what to do about it. */
export interface Diagnostic {
  /** Stable: programs may rely on it. */
  code: Code
  severity: 'error' | 'warning'
  /** UTF-16 offsets in the query's text. */
  span: Span
  /** What is wrong, in English; `describe` says it in French. */
  message: string
  /** What was expected here. */
  expected: string
  /** What to write instead. */
  suggestion: string
  /** What the sentences are filled with. */
  values: Values
}

export type Values = Readonly<Record<string, string | number>>

export function diagnose(code: Code, { start, end }: Span, values: Values = {}): Diagnostic {
  const severity = isWarning(code) ? 'warning' : 'error'
  return { code, severity, span: { start, end }, values, ...sentences(code, values, 'en') }
}

/** The three sentences of a diagnostic in the given language. */
export function describe(diagnostic: Diagnostic, language: Language) {
  return sentences(diagnostic.code, diagnostic.values, language)
}

function sentences(code: Code, values: Values, language: Language) {
  const [message = '', expected = '', suggestion = ''] = sentencesOf(code, language).map((sentence) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
  )
  return { message, expected, suggestion }
}
