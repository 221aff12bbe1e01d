import type { Span } from './ast.ts'
import { messages } from './messages.ts'
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
  values: Readonly<Record<string, string>>
}

export function diagnose(code: Code, span: Span, values: Readonly<Record<string, string>> = {}): Diagnostic {
  const severity = messages[code].warning === true ? 'warning' : 'error'
  return { code, severity, span, values, ...sentences(code, values, 'en') }
}

/** The three sentences of a diagnostic in the given language. */
export function describe(diagnostic: Diagnostic, language: Language) {
  return sentences(diagnostic.code, diagnostic.values, language)
}

function sentences(code: Code, values: Readonly<Record<string, string>>, language: Language) {
  const [message, expected, suggestion] = messages[code][language]
  const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { message: fill(message), expected: fill(expected), suggestion: fill(suggestion) }
}
