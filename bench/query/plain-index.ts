// What a good programmer writes first: each query under its rarest required term (or under each term of its rarest
// group), candidates checked term by term. `vs_plain_index` is measured against this, in the same run.
import type { BenchQuery } from './data.ts'

export function plainIndex(queries: readonly BenchQuery[], frequency: (term: string) => number) {
  const weight = (group: readonly string[]) => group.reduce((sum, term) => sum + frequency(term), 0)
  const index = new Map<string, BenchQuery[]>()
  const prefixes = new Map<string, BenchQuery[]>()
  for (const query of queries) {
    const rarest = query.groups.reduce((least, group) => (weight(group) < weight(least) ? group : least))
    for (const term of rarest) {
      const [table, key] = term.endsWith('*') ? [prefixes, term.slice(0, -1)] : [index, term]
      const found = table.get(key)
      if (found === undefined) table.set(key, [query])
      else found.push(query)
    }
  }
  const phrases = new Map<BenchQuery, { pair: [string, string]; near: boolean }>()
  for (const query of queries) {
    if (query.kind !== 'positional') continue
    phrases.set(query, { pair: [query.groups[0]![0]!, query.groups[1]![0]!], near: query.text.includes(' NEAR/') })
  }

  return (text: string): BenchQuery[] => {
    const positions = new Map<string, number[]>()
    for (const [i, token] of text.toLowerCase().split(/\W+/).entries()) {
      const found = positions.get(token)
      if (found === undefined) positions.set(token, [i])
      else found.push(i)
    }
    const has = (term: string) =>
      term.endsWith('*')
        ? [...positions.keys()].some((token) => token.startsWith(term.slice(0, -1)))
        : positions.has(term)
    const side = ({ pair, near }: { pair: [string, string]; near: boolean }) =>
      (positions.get(pair[0]) ?? []).some((a) =>
        (positions.get(pair[1]) ?? []).some((b) => (near ? a !== b && Math.abs(a - b) <= 6 : b === a + 1)),
      )
    const matched = new Set<BenchQuery>()
    const check = (query: BenchQuery) => {
      for (const group of query.groups) if (!group.some(has)) return
      for (const term of query.not) if (positions.has(term)) return
      const phrase = phrases.get(query)
      if (phrase === undefined || side(phrase)) matched.add(query)
    }
    for (const token of positions.keys()) {
      for (const query of index.get(token) ?? []) check(query)
      if (prefixes.size > 0) for (const query of prefixes.get(token.slice(0, 4)) ?? []) check(query)
    }
    return [...matched]
  }
}
