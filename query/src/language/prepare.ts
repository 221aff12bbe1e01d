import type { Node, Query } from './ast.ts'
import { check } from './check.ts'
import type { Diagnostic } from './diagnostics.ts'
import { expand } from './expand.ts'
import type { Library } from './expand.ts'
import { parse } from './parse.ts'

/** A query that was read, completed from the library, and found sound: what matchers, explanations and pages take. */
export interface Prepared {
  /** As it was written. */
  text: string
  query: Query
  /** The same with lists and sub-queries put in. */
  root: Node
}

export type Preparation =
  | { ok: true; prepared: Prepared; errors: readonly []; warnings: readonly Diagnostic[] }
  | { ok: false; errors: readonly Diagnostic[]; warnings: readonly Diagnostic[] }

/** Reads and checks a query; all that is wrong comes back as diagnostics, nothing is thrown. */
export function prepare(text: string, library: Library = {}): Preparation {
  const parsed = parse(text)
  if (!parsed.ok) return { ok: false, errors: parsed.errors, warnings: parsed.warnings }
  const problems: Diagnostic[] = []
  const root = expand(parsed.query, library, problems)
  if (root !== null) check(root, problems)
  const warnings = [...parsed.warnings, ...problems.filter(({ severity }) => severity === 'warning')]
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (root === null || errors.length > 0) return { ok: false, errors, warnings }
  return { ok: true, prepared: { text, query: parsed.query, root }, errors: [], warnings }
}
