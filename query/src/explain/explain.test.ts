import { expect, test } from 'vitest'
import { evaluatorOf } from '../../testing/naive/evaluate.ts'
import { randomDocument, randomFrom, randomQuery } from '../../testing/random.ts'
import { prepare } from '../language/prepare.ts'
import type { Prepared } from '../language/prepare.ts'
import { printNode } from '../language/print.ts'
import { explain } from './explain.ts'
import { sentence } from './sentence.ts'

function prepared(text: string): Prepared {
  const preparation = prepare(text, { lists: { villes: ['Lyon', 'Metz'] } })
  if (!preparation.ok) throw new Error(preparation.errors[0]?.message)
  return preparation.prepared
}

test('says which part matched where, and the words inside a NEAR', () => {
  const query = 'mairie NEAR/4 (eau OR "eau potable") list:villes NOT foot'
  const document = { text: 'La mairie de Lyon coupe l’eau' }
  const { matched, found } = explain(prepared(query), document)
  const words = (part: (typeof found)[number]) => part.places.map(({ start, end }) => document.text.slice(start, end))
  expect(matched).toBe(true)
  expect(found.map((part) => [part.query, words(part), query.slice(part.span.start, part.span.end)])).toEqual([
    ['mairie NEAR/4 (eau OR "eau potable")', ['mairie de Lyon coupe l’eau'], 'mairie NEAR/4 (eau OR "eau potable")'],
    ['Lyon', ['Lyon'], 'list:villes'],
  ])
  expect(found[0]?.inside.map((part) => [part.query, words(part)])).toEqual([
    ['mairie', ['mairie']],
    ['eau', ['eau']],
  ])
})

test('finds the parts that the naive evaluator finds, where it finds them', () => {
  const random = randomFrom(31)
  let matched = 0
  for (let i = 0; i < 3000; i++) {
    const preparation = prepare(randomQuery(random))
    if (!preparation.ok) continue
    const document = randomDocument(random)
    const wanted = evaluatorOf(document)(preparation.prepared.root)
    const explanation = explain(preparation.prepared, document)
    expect(explanation.matched).toBe(wanted.matched)
    if (!wanted.matched) continue
    matched++
    expect(explanation.found.map(({ query, places }) => [query, places])).toEqual(
      wanted.parts.map(({ node, spans }) => [printNode(node), spans]),
    )
  }
  expect(matched).toBeGreaterThan(100)
})

test('says why a text does not match', () => {
  const explanation = explain(prepared('eau (fuite OR panne) NOT (foot OR rugby)'), { text: 'eau et foot' })
  expect(explanation.matched).toBe(false)
  expect(explanation.found.map(({ query }) => query)).toEqual(['eau'])
  expect(explanation.missing.map(({ query }) => query)).toEqual(['fuite OR panne'])
  expect(explanation.excludedBy.map(({ query }) => query)).toEqual(['foot'])
})

test.each([
  ['eau', 'Finds texts with “eau”.', 'Trouve les textes avec «\u202feau\u202f».'],
  [
    'vill* (a OR b OR "c d") -te?m',
    'Finds texts with both a word that begins with “vill” and either “a”, “b” or the phrase “c d”, but not a word written “te?m”, where ? is any letter.',
    'Trouve les textes avec à la fois un mot qui commence par «\u202fvill\u202f» et soit «\u202fa\u202f», soit «\u202fb\u202f», soit l’expression «\u202fc d\u202f», mais sans un mot écrit «\u202fte?m\u202f», où ? est une lettre quelconque.',
  ],
  [
    'a ONEAR/3 b followers>=1000',
    'Finds texts with both “a” before “b”, with at most 3 words between and at least 1,000 followers.',
    'Trouve les textes avec à la fois «\u202fa\u202f» avant «\u202fb\u202f», avec au plus 3 mots entre les deux et au moins 1\u202f000 followers.',
  ],
  [
    'title:"x y" author:bob list:villes "e f"~2 raw:"G+"',
    'Finds texts with both the phrase “x y” in the title, the author “bob”, anything in the list “villes”, the words “e f” in any order, with at most 2 other words among them and exactly “G+”, capitals and signs included.',
    'Trouve les textes avec à la fois l’expression «\u202fx y\u202f» dans le titre, l’auteur «\u202fbob\u202f», n’importe quel élément de la liste «\u202fvilles\u202f», les mots «\u202fe f\u202f» dans n’importe quel ordre, avec au plus 2 autres mots parmi eux et exactement «\u202fG+\u202f», capitales et signes compris.',
  ],
])('%s in a sentence', (text, english, french) => {
  expect(sentence(prepared(text), 'en')).toBe(english)
  expect(sentence(prepared(text), 'fr')).toBe(french)
})
