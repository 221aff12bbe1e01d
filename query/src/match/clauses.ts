import type { Composite, Ref } from './nodes.ts'

/**
 * What a query surely needs, in two rows: of every clause at least one leaf is there, and no excluded leaf. When
 * `exact`, that is all the query says; otherwise its node is worked out as well.
 */
export interface Needs {
  clauses: number[][]
  excluded: number[]
  exact: boolean
}

const MOST_CLAUSES = 4
const LONGEST_CLAUSE = 8
const MOST_EXCLUDED = 8

export function needsOf(root: Ref, composites: readonly Composite[], weights: Float64Array): Needs {
  const weightOf = (clause: readonly number[]) => clause.reduce((sum, leaf) => sum + (weights[leaf] ?? Infinity), 0)
  const best = (clauses: readonly number[][]) =>
    clauses.reduce<number[] | null>(
      (least, one) => (least === null || weightOf(one) < weightOf(least) ? one : least),
      null,
    )

  const visit = (ref: Ref): Needs => {
    const composite = ref < 0 ? composites[~ref] : undefined
    if (composite === undefined) return { clauses: [[ref]], excluded: [], exact: true }
    switch (composite.kind) {
      case 'and':
        return joined(composite.parts.map(visit), true)
      case 'sequence':
      case 'window':
      case 'near':
        return joined(composite.parts.map(visit), false)
      case 'raw':
        return { ...visit(composite.part), exact: false }
      case 'or': {
        if (composite.parts.every((part) => part >= 0))
          return { clauses: [[...composite.parts]], excluded: [], exact: true }
        const bests = composite.parts.map((part) => best(visit(part).clauses))
        const clause = new Set<number>()
        for (const one of bests) {
          if (one === null) return { clauses: [], excluded: [], exact: false }
          for (const leaf of one) clause.add(leaf)
        }
        return { clauses: [[...clause]], excluded: [], exact: false }
      }
      case 'not': {
        const inner = composite.part < 0 ? composites[~composite.part] : undefined
        if (inner === undefined) return { clauses: [], excluded: [composite.part], exact: true }
        const leaves = inner.kind === 'or' && inner.parts.every((part) => part >= 0)
        return { clauses: [], excluded: leaves ? [...inner.parts] : [], exact: leaves }
      }
      case 'asked':
        return { clauses: [], excluded: [], exact: false }
    }
  }

  const { clauses, excluded, exact } = visit(root)
  const sorted = clauses.toSorted((a, b) => weightOf(a) - weightOf(b))
  const [anchor, ...rest] = sorted
  if (anchor === undefined || weightOf(anchor) === Infinity) throw new TypeError('A query without a required term')
  // Only small queries are laid out whole; of larger ones the rarest clauses are asked before the node is worked out.
  const filters = rest.filter(({ length }) => length <= LONGEST_CLAUSE).slice(0, MOST_CLAUSES - 1)
  const whole = filters.length === rest.length && anchor.length <= LONGEST_CLAUSE && excluded.length <= MOST_EXCLUDED
  return { clauses: [anchor, ...filters], excluded: exact && whole ? excluded : [], exact: exact && whole }
}

function joined(all: readonly Needs[], exact: boolean): Needs {
  const clauses = new Map<string, number[]>()
  for (const needs of all) for (const clause of needs.clauses) clauses.set(clause.join(), clause)
  return {
    clauses: [...clauses.values()],
    excluded: all.flatMap(({ excluded }) => excluded),
    exact: exact && all.every((needs) => needs.exact),
  }
}
