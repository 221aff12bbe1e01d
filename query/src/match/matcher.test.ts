import { expect, test } from 'vitest'
import { evaluatorOf } from '../../testing/naive/evaluate.ts'
import { randomDocument, randomFrom, randomQuery } from '../../testing/random.ts'
import type { Document } from '../document/document.ts'
import { limits } from '../language/limits.ts'
import { prepare } from '../language/prepare.ts'
import type { Prepared } from '../language/prepare.ts'
import { Matcher } from './matcher.ts'

function prepared(text: string): Prepared {
  const preparation = prepare(text)
  if (!preparation.ok) throw new Error(preparation.errors[0]?.message)
  return preparation.prepared
}

function matcherOf(...texts: string[]): Matcher {
  return new Matcher(texts.map((text) => [text, prepared(text)] as const))
}

const found = (matcher: Matcher, document: Document) => matcher.match(document).ids().map(String).toSorted()

test('gives ids and where they matched', () => {
  const matcher = matcherOf('mairie NEAR/3 eau', 'fuit*', 'title:lyon', 'foot')
  const text = 'La mairie coupe l’eau : une fuite'
  const matches = matcher.match({ text, title: 'Lyon' })
  const shown = Array.from({ length: matches.count }, (_, i) => [
    matches.id(i),
    ...matches.spans(i).map(({ field, start, end }) => (field === 'text' ? text.slice(start, end) : field)),
  ])
  expect(shown.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
    ['fuit*', 'fuite'],
    ['mairie NEAR/3 eau', 'mairie coupe l’eau'],
    ['title:lyon', 'title'],
  ])
  const pairs = new Int32Array(8)
  const near = shown.findIndex(([id]) => id === 'mairie NEAR/3 eau')
  expect([matches.copySpans(near, pairs), ...pairs.subarray(0, 2)]).toEqual([1, 3, 21])
})

test('attributes, numbers, sites and authors', () => {
  const matcher = matcherOf(
    'author:@Alice',
    'site:example.org',
    'eau lang:fr',
    'eau followers>=100',
    'eau has:image',
    'eau url:/a/b',
    'eau NOT is:reply',
  )
  const document = {
    text: 'eau',
    author: ['alice', 'Alice Martin'],
    url: 'https://www.news.example.org/a/b?c',
    lang: 'fr-CA',
    numbers: { followers: 100 },
    has: ['image'],
  }
  expect(found(matcher, document)).toHaveLength(7)
  expect(
    found(matcher, { text: 'eau', is: ['reply'], lang: 'en', url: 'https://badexample.org', author: 'al' }),
  ).toEqual([])
})

test('look-alike letters, for moderation', () => {
  const word: [string, Prepared][] = [['paypal', prepared('paypal')]]
  expect(found(new Matcher(word, { lookalikes: true }), { text: 'раура1 gratuit' })).toEqual(['paypal'])
  expect(found(new Matcher(word), { text: 'раура1 gratuit' })).toEqual([])
})

test('a change is there at once and whole, and leaves a matching that runs alone', async () => {
  const matcher = matcherOf('eau', 'fuite', 'panne')
  const before = matcher.match({ text: 'eau fuite panne' })
  matcher.change({
    put: [
      ['eau', prepared('feu')],
      ['rue', prepared('rue')],
    ],
    remove: ['fuite'],
  })
  // The answer given before the change still is the answer of the queries before it.
  expect(before.ids().map(String).toSorted()).toEqual(['eau', 'fuite', 'panne'])
  expect(found(matcher, { text: 'eau fuite panne feu rue' })).toEqual(['eau', 'panne', 'rue'])
  matcher.change({
    put: [
      ['eau', prepared('eau')],
      ['eau', prepared('eau OR feu')],
    ],
  })
  await matcher.rebuild()
  expect(found(matcher, { text: 'eau fuite panne' })).toEqual(['eau', 'panne'])
  expect(matcher.size).toBe(3)
})

test('whatever changes, an unchanged query is neither lost nor doubled', async () => {
  const random = randomFrom(21)
  const queries = new Map<number, Prepared>()
  const matcher = new Matcher()
  const some = () => {
    for (;;) {
      const preparation = prepare(randomQuery(random))
      if (preparation.ok) return preparation.prepared
    }
  }
  for (let round = 0; round < 60; round++) {
    const put = Array.from(
      { length: 1 + Math.floor(random() * 20) },
      () => [Math.floor(random() * 300), some()] as const,
    )
    const remove = Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * 300))
    for (const id of remove) queries.delete(id)
    for (const [id, query] of put) queries.set(id, query)
    matcher.change({ put, remove })
    const chance = random()
    if (chance < 0.1) await matcher.rebuild()
    else if (chance < 0.2) await matcher.settle()
    const document = randomDocument(random)
    const evaluate = evaluatorOf(document)
    const wanted = [...queries].filter(([, query]) => evaluate(query.root).matched).map(([id]) => id)
    expect(
      matcher
        .match(document)
        .ids()
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(wanted.toSorted((a, b) => a - b))
  }
  expect(matcher.size).toBe(queries.size)
})

test('many changes are compiled together with the rest, and nothing is lost', () => {
  const named = (from: number, to: number, suffix: string) =>
    Array.from({ length: to - from }, (_, i) => [from + i, prepared(`word${from + i}${suffix}`)] as const)
  const matcher = new Matcher(named(0, 3000, ''))
  for (let from = 0; from < 2400; from += 400) matcher.change({ put: named(from, from + 400, 'x'), remove: [from + 7] })
  for (let i = 0; i < 3000; i += 13) {
    // Put wins over remove when one change says both.
    expect(found(matcher, { text: `word${i}x` })).toEqual(i < 2400 ? [String(i)] : [])
    expect(found(matcher, { text: `word${i}` })).toEqual(i < 2400 ? [] : [String(i)])
  }
})

test('thousands of changes one by one stay few runs, each query in one of them', () => {
  const matcher = new Matcher()
  const kept = new Map<number, string>()
  for (let i = 0; i < 3000; i++) {
    const id = (i * 7) % 1000
    const word = `mot${i}`
    kept.set(id, word)
    matcher.change({ put: [[id, prepared(`commun ${word}`)]] })
    if (i % 97 !== 0) continue
    const all = matcher.match({ text: `commun ${[...kept.values()].join(' ')}` }).ids()
    expect(all.map(Number).toSorted((a, b) => a - b)).toEqual([...kept.keys()].toSorted((a, b) => a - b))
    expect(matcher.runs).toBeLessThan(16)
  }
})

test('while thousands of queries are put in slices, the others match, once each; then all is there at once', async () => {
  const named = (from: number, to: number, word: string) =>
    Array.from({ length: to - from }, (_, i) => [from + i, prepared(`commun ${word}`)] as const)
  const matcher = new Matcher(named(0, 2000, 'avant'))
  const text = 'commun avant apres neuf'
  const counted = (ids: readonly unknown[]) => {
    expect(new Set(ids).size).toBe(ids.length)
    return ids.length
  }
  const done = matcher.changeInSlices({ put: named(1000, 9000, 'apres'), remove: [0, 1, 1000] })
  const whole = [2000, 8998]
  let looks = 0
  let over = false
  const finished = done.then(() => (over = true))
  while (!over) {
    // A change in the meantime is newer than the one under way, and is not undone by it.
    if (looks === 1)
      matcher.change({
        put: [
          [5, prepared('neuf')],
          [1500, prepared('neuf')],
        ],
        remove: [1501],
      })
    const count = counted(matcher.match({ text }).ids())
    expect(looks > 0 ? [1999, 8997] : whole).toContain(count)
    looks++
    await new Promise((resolve) => setImmediate(resolve))
  }
  await finished
  // It had to stop for others: else nothing was seen of it.
  expect(looks).toBeGreaterThan(3)
  expect(counted(matcher.match({ text }).ids())).toBe(8997)
  expect(found(matcher, { text: 'neuf' })).toEqual(['1500', '5'])
  expect(matcher.match({ text: 'commun apres' }).ids()).not.toContain(1501)
  expect(matcher.size).toBe(8997)
})

test('of two changes in slices the one asked for later stays, whichever is done first', async () => {
  const many = (word: string, count: number) => Array.from({ length: count }, (_, i) => [i, prepared(word)] as const)
  const matcher = new Matcher()
  const older = matcher.changeInSlices({ put: many('vieux', 4000) })
  const newer = matcher.changeInSlices({ put: many('neuf', 200), remove: [300] })
  await Promise.all([older, newer])
  expect(matcher.match({ text: 'neuf' }).count).toBe(200)
  expect(matcher.match({ text: 'vieux' }).count).toBe(4000 - 201)
  const first = matcher.changeInSlices({ put: many('court', 200) })
  const second = matcher.changeInSlices({ put: many('long', 4000) })
  await Promise.all([first, second])
  expect(matcher.match({ text: 'court' }).count).toBe(0)
  expect(matcher.match({ text: 'long' }).count).toBe(4000)
})

test('a rebuild in slices is overtaken by changes and loses none', async () => {
  const matcher = new Matcher(Array.from({ length: 4000 }, (_, i) => [i, prepared(`commun mot${i}`)] as const))
  let over = false
  const finished = matcher.rebuild().then(() => (over = true))
  let changed = 0
  while (!over) {
    matcher.change({ put: [[changed, prepared('neuf')]], remove: [3999 - changed] })
    changed++
    const text = `commun neuf ${Array.from({ length: 4000 }, (_, i) => `mot${i}`).join(' ')}`
    const ids = matcher.match({ text }).ids()
    expect([ids.length, new Set(ids).size, matcher.size]).toEqual([4000 - changed, 4000 - changed, 4000 - changed])
    expect(matcher.match({ text: 'neuf' }).count).toBe(changed)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await finished
  await matcher.settle()
  expect(changed).toBeGreaterThan(1)
  expect(matcher.match({ text: 'neuf' }).count).toBe(changed)
  expect(matcher.runs).toBeLessThan(9)
})

test('a change that cannot be compiled changes nothing', () => {
  const matcher = matcherOf('eau', 'fuite')
  const { root } = prepared('lang:fr eau')
  if (root.kind !== 'and' || root.parts[0] === undefined) throw new Error('Another root was expected')
  const broad = { ...prepared('eau'), root: root.parts[0] }
  expect(() => matcher.change({ put: [['eau', broad]], remove: ['fuite'] })).toThrow('required term')
  expect(found(matcher, { text: 'eau fuite' })).toEqual(['eau', 'fuite'])
})

test('a change from inside a matching takes effect with the next document', () => {
  const matcher = matcherOf('eau', 'fuite')
  const seen: unknown[] = []
  const matches = matcher.match({ text: 'eau fuite' })
  for (let i = 0; i < matches.count; i++) {
    seen.push(matches.id(i))
    matcher.change({ remove: ['eau', 'fuite'], put: [[`new${i}`, prepared('eau')]] })
  }
  expect(seen.map(String).toSorted()).toEqual(['eau', 'fuite'])
  expect(found(matcher, { text: 'eau fuite' })).toEqual(['new0', 'new1'])
})

test('hostile texts: bounded work, right answers', () => {
  const queries = [
    'a NEAR/100 b',
    '(a NEAR/9 b) NEAR/50 (b NEAR/9 a)',
    '"a b"~100',
    '"a a a a b"~50',
    'a',
    'aaa*',
    'ab?',
    '(a OR b) ONEAR/3 (a OR b)',
    'raw:"a b"',
  ]
  const matcher = matcherOf(...queries)
  const texts = [
    'a'.repeat(1_000_000),
    'a b '.repeat(50_000),
    'a-'.repeat(100_000),
    'a.'.repeat(100_000),
    "l'".repeat(100_000),
    '#Aa'.repeat(60_000),
    `#${'Ab'.repeat(90_000)}`,
    '@a.'.repeat(60_000),
    `https://${'a.'.repeat(90_000)}`,
    `a${'\u0301'.repeat(190_000)} b`,
    '\u202ea b\u202c '.repeat(10_000),
    '\ud800 a \udfff b '.repeat(10_000),
    '👨‍👩‍👧'.repeat(20_000),
    `👨${'\u200d👨'.repeat(50_000)}`,
    '東'.repeat(200_000),
    'ﷺ'.repeat(200_000),
    '\0'.repeat(200_000),
  ]
  for (const text of texts) {
    const matches = matcher.match({ text })
    expect(matches.count).toBeLessThanOrEqual(queries.length)
    for (let i = 0; i < matches.count; i++)
      expect(matches.copySpans(i, new Int32Array(2))).toBeLessThanOrEqual(limits.textLength)
  }
  expect(found(matcher, { text: 'b a', title: 'x' })).toContain('"a b"~100')
})

test('what follows the longest text is not read, and the fields share the limit', () => {
  const matcher = matcherOf('fin', 'title:fin')
  const long = 'x '.repeat(limits.textLength / 2)
  expect(found(matcher, { text: `${long}fin`, title: 'fin' })).toEqual([])
  expect(found(matcher, { text: `${long.slice(8)} fin`, title: 'fin' })).toEqual(['fin', 'title:fin'])
})

test('a query without a required term cannot get in by a back door', () => {
  const loose = {
    ...prepared('a'),
    root: { kind: 'not', part: prepared('a').root, span: { start: 0, end: 1 } },
  } as const
  expect(() => new Matcher([['loose', loose]])).toThrow('required term')
})
