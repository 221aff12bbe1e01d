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
  const { warnings } = parsed
  if (!parsed.ok) return { ok: false, errors: parsed.errors, warnings }
  const { query } = parsed
  const errors: Diagnostic[] = []
  const root = expand(query, library, errors)
  if (root !== null) check(root, errors)
  if (root === null || errors.length > 0) return { ok: false, errors, warnings }
  return { ok: true, prepared: { text, query, root }, errors: [], warnings }
}
