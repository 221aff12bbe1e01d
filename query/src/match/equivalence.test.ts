import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evaluatorOf } from '../../testing/naive/evaluate.ts'
import type { Evaluation } from '../../testing/naive/evaluate.ts'
import { randomDocument, randomFrom, randomQuery } from '../../testing/random.ts'
import type { Document } from '../document/document.ts'
import { prepare } from '../language/prepare.ts'
import type { Prepared } from '../language/prepare.ts'
import { lookalikeFolding, plainFolding } from '../text/forms.ts'
import { measureFrequencies } from './frequencies.ts'
import { Matcher } from './matcher.ts'
import type { Matches } from './matches.ts'
import type { MatchSpan } from './places.ts'

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
    if (JSON.stringify(found.get(id)) === JSON.stringify(wanted)) continue
    const shown = { where, query: query.text, document }
    expect({ ...shown, spans: found.get(id) }).toEqual({ ...shown, spans: wanted })
  }
  const ids = matcher.match(document, { spans: false }).ids().map(String).toSorted()
  expect(ids).toEqual([...found.keys()].map(String).toSorted())
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

test('and on real French and English text', () => {
  const corpus = new URL('../../corpus/', import.meta.url)
  const lines = ['en-devils-dictionary.txt', 'fr-textes.txt'].flatMap((name) =>
    readFileSync(new URL(name, corpus), 'utf8').trim().split('\n').slice(0, 150),
  )
  const random = randomFrom(7)
  const word = () => {
    const words = lines[Math.floor(random() * lines.length)]?.match(/[\p{L}’]{2,}/gu) ?? ['vigie']
    return words[Math.floor(random() * words.length)] ?? 'vigie'
  }
  const shapes = [
    () => `${word()} ${word()}`,
    () => `${word()} NEAR/5 (${word()} OR ${word()})`,
    () => `(${word()} OR ${word()}) NOT ${word()}`,
    () => `"${word()} ${word()}"~8`,
    () => `${word()} ONEAR/9 ${word()} NEAR/9 ${word()}`,
    () => `${word().slice(0, 4)}*`,
    () => `"${word()} ${word()}" OR raw:"${word()}"`,
  ]
  const queries: Prepared[] = []
  while (queries.length < 120) {
    const preparation = prepare(shapes[queries.length % shapes.length]?.() ?? '')
    if (preparation.ok) queries.push(preparation.prepared)
  }
  const matcher = new Matcher(queries.entries(), { frequencies: measureFrequencies(lines) })
  for (const [i, text] of lines.entries()) compare(matcher, queries, { text, lang: 'fr' }, false, `line ${i}`)
})
