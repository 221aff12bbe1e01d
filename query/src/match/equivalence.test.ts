import { expect, test } from 'vitest'
import { randomDocument, randomFrom, randomQuery } from '../../testing/random.ts'
import type { Document } from '../document/document.ts'
import { prepare } from '../language/prepare.ts'
import type { Prepared } from '../language/prepare.ts'
import { evaluatorOf } from '../naive/evaluate.ts'
import type { Evaluation } from '../naive/evaluate.ts'
import { lookalikeFolding, plainFolding } from '../text/forms.ts'
import { Matcher } from './matcher.ts'
import type { MatchSpan, Matches } from './matcher.ts'

// More pairs by VIGIE_QUERY_PAIRS=5000000; the seed of a failing batch is in its message.
const pairs = Number(process.env['VIGIE_QUERY_PAIRS'] ?? 120_000)
const seed = Number(process.env['VIGIE_QUERY_SEED'] ?? 20_260)
const queriesPerBatch = 60
const documentsPerBatch = 50
const batches = Math.ceil(pairs / (queriesPerBatch * documentsPerBatch))

const place = ({ field, start, end }: MatchSpan) => `${field} ${start}-${end}`

function expected(evaluation: Evaluation): string[] {
  return [...new Set(evaluation.parts.flatMap(({ spans }) => spans.map(place)))].toSorted()
}

function answers(matches: Matches): Map<unknown, string[]> {
  const found = new Map<unknown, string[]>()
  for (let i = 0; i < matches.count; i++) {
    if (found.has(matches.id(i))) throw new Error(`${matches.id(i)} matched twice`)
    found.set(matches.id(i), matches.spans(i).map(place).toSorted())
  }
  return found
}

function compare(
  matcher: Matcher,
  queries: readonly Prepared[],
  document: Document,
  lookalikes: boolean,
  where: string,
) {
  const evaluate = evaluatorOf(document, lookalikes ? lookalikeFolding : plainFolding)
  const found = answers(matcher.match(document))
  for (const [id, query] of queries.entries()) {
    const evaluation = evaluate(query.root)
    const wanted = evaluation.matched ? expected(evaluation) : undefined
    if (JSON.stringify(found.get(id)) !== JSON.stringify(wanted)) {
      expect({ where, query: query.text, document, spans: found.get(id) }).toEqual({
        where,
        query: query.text,
        document,
        spans: wanted,
      })
    }
  }
  const ids = matcher.match(document, { spans: false }).ids().toSorted()
  expect(ids).toEqual([...found.keys()].toSorted())
  return queries.length
}

test(`the matcher gives the naive evaluator's answers on ${pairs} pairs`, { timeout: 3_600_000 }, () => {
  let compared = 0
  let matched = 0
  for (let batch = 0; batch < batches; batch++) {
    const random = randomFrom(seed + batch)
    const queries: Prepared[] = []
    while (queries.length < queriesPerBatch) {
      const preparation = prepare(randomQuery(random))
      if (preparation.ok) queries.push(preparation.prepared)
    }
    const lookalikes = batch % 8 === 0
    const matcher = new Matcher(queries.entries(), { lookalikes })
    for (let i = 0; i < documentsPerBatch; i++) {
      const document = randomDocument(random)
      compared += compare(matcher, queries, document, lookalikes, `seed ${seed + batch}`)
      matched += matcher.match(document).count
    }
  }
  expect(compared).toBeGreaterThanOrEqual(pairs)
  // A run in which nothing matched would prove nothing.
  expect(matched / compared).toBeGreaterThan(0.05)
})
