import fc from 'fast-check'
import { describe as group, expect, test } from 'vitest'
import { randomFrom, randomNode, randomQuery } from '../../testing/random.ts'
import { messages } from '../texts/source.ts'
import type { Node } from './ast.ts'
import { describe } from './diagnostics.ts'
import { limits } from './limits.ts'
import { sentencesOf } from './messages.ts'
import type { Code } from './messages.ts'
import { parse } from './parse.ts'
import { prepare } from './prepare.ts'
import { print, printNode } from './print.ts'

/** A query printed with every parenthesis, to show how it was read. */
function read(text: string): string {
  const parsed = parse(text)
  if (!parsed.ok) return parsed.errors.map(({ code }) => code).join()
  const show = (node: Node): string => {
    if (node.kind === 'and' || node.kind === 'or')
      return `(${node.parts.map(show).join(node.kind === 'and' ? ' & ' : ' | ')})`
    if (node.kind === 'not') return `!${show(node.part)}`
    if (node.kind === 'near') return `(${node.parts.map(show).join(` ${node.ordered ? '>' : '~'}${node.words} `)})`
    return printNode(node)
  }
  return show(parsed.query.root)
}

function withoutSpans(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'span' ? undefined : inner))
}

/** What is wrong with parse, print, parse; `null` when it is the identity. */
function identityProblem(text: string): string | null {
  const first = parse(text)
  if (!first.ok) return null
  const printed = print(first.query)
  const again = parse(printed)
  if (!again.ok) return `${again.errors[0]?.code}: ${printed}`
  return withoutSpans(again.query) === withoutSpans(first.query) ? null : `another query: ${printed}`
}

function expectIdentity(text: string): void {
  expect(identityProblem(text)).toBeNull()
}

test.each([
  ['a b OR c -d', '((a & b) | (c & !d))'],
  ['a AND NOT b NEAR/2 c', '(a & (!b ~2 c))'],
  ['NOT (a OR b) c', '(!(a | b) & c)'],
  ['a NEAR/3 b ONEAR/2 c', '((a ~3 b) >2 c)'],
  ['a NEAR/3f b', '(a >3 b)'],
  ['mairie PRÈS/4 eau ET (fuite OU panne) SAUF foot', '((mairie ~4 eau) & (fuite | panne) & !foot)'],
  ['a PRES/2 b', '(a ~2 b)'],
  ['«\u202fl’été\u202f» “b c”~3', '("l’été" & "b c"~3)'],
  ['lang:(fr OR en) titre:"x y"', '((lang:fr | lang:en) & title:"x y")'],
  ['followers > 1.5k likes<=10', '(followers>1500 & likes<=10)'],
  ['++IBM raw:C++', '(raw:"IBM" & raw:"C++")'],
  ['<<<why>>> a <<<and>>> b <<<end>>>', '(<<<why>>> a & <<<and>>> b)'],
  ['a-b l’eau #x @y.z te?m vil*', '(a-b & l’eau & #x & @y.z & te?m & vil*)'],
  ['10:30 Attention: x', '(10:30 & Attention: & x)'],
])('%s is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected)
  expectIdentity(text)
})

test('comments survive', () => {
  const parsed = parse('<<<brand>>> (vigie OR <<<old name>>> guet) eau <<<to do>>>')
  expect(parsed.ok && print(parsed.query)).toBe('<<<brand>>> (vigie OR <<<old name>>> guet) AND eau <<<to do>>>')
})

test('parse, print, parse is the identity', () => {
  const random = randomFrom(11)
  for (let i = 0; i < 3000; i++) {
    const node = randomNode(random, 4)
    const printed = printNode(node)
    expect(parse(printed).errors).toEqual([])
    expectIdentity(printed)
  }
  fc.assert(fc.property(fc.string({ maxLength: 80 }), expectIdentity), { numRuns: 3000 })
  const signs = fc.constantFrom(
    'a',
    'é',
    ' ',
    ' AND ',
    ' OR ',
    'NOT ',
    '-',
    '(',
    ')',
    '"',
    '"~2',
    ' NEAR/3 ',
    '<<<',
    '>>>',
    'title:',
    'lang:',
    'x>',
    '5',
    '*',
    '?',
    '\\',
    '«',
    ':',
    '++',
  )
  fc.assert(
    fc.property(
      fc.array(signs, { maxLength: 25 }).map((all) => all.join('')),
      expectIdentity,
    ),
    { numRuns: 20_000 },
  )
})

group('errors', () => {
  test.each([
    ['', 'QUERY_EMPTY', 0, 0],
    ['a AND', 'OPERAND_MISSING_AFTER', 2, 5],
    ['OR a', 'OPERAND_MISSING_BEFORE', 0, 2],
    ['a (b OR', 'OPERAND_MISSING_AFTER', 5, 7],
    ['(a', 'PAREN_UNCLOSED', 0, 1],
    ['a)', 'PAREN_UNOPENED', 1, 2],
    ['a ()', 'GROUP_EMPTY', 2, 4],
    ['a "b', 'QUOTE_UNCLOSED', 2, 3],
    ['a <<<b', 'COMMENT_UNCLOSED', 2, 5],
    ['a >>> b', 'COMMENT_UNOPENED', 2, 5],
    ['a NEAR b', 'NEAR_NUMBER_MISSING', 2, 6],
    ['"a b"~', 'NEAR_NUMBER_MISSING', 5, 6],
    ['a NEAR/101 b', 'NEAR_TOO_FAR', 2, 10],
    ['a NEAR/3 (b AND c)', 'NEAR_OPERAND', 9, 18],
    ['a NEAR/3 lang:fr', 'NEAR_OPERAND', 9, 16],
    ['NOT a NEAR/3 b', 'NEAR_OPERAND', 0, 5],
    ['auther:bob', 'FIELD_UNKNOWN', 0, 7],
    ['author: bob', 'FIELD_VALUE_MISSING', 0, 7],
    ['lang:(a AND b)', 'FIELD_VALUE_GROUP', 5, 14],
    ['title:(text:a)', 'FIELD_NESTED', 6, 14],
    ['a followers>many', 'NUMBER_EXPECTED', 2, 12],
    ['a - b', 'WORD_EMPTY', 2, 3],
    ['v*', 'WILDCARD_TOO_SHORT', 0, 2],
    ['a?b', 'WILDCARD_TOO_SHORT', 0, 3],
    ['vi*le', 'WILDCARD_MISPLACED', 0, 5],
    ['list:none', 'NAME_UNKNOWN', 0, 9],
    ['query:loop', 'QUERY_CYCLE', 0, 10],
    ['-a', 'NO_ANCHOR_NOT', 0, 2],
    ['a OR NOT b', 'NO_ANCHOR_NOT', 5, 10],
    ['lang:fr', 'NO_ANCHOR_BROAD', 0, 7],
    ['lang:fr NOT a', 'NO_ANCHOR_BROAD', 0, 7],
    ['a OR followers>5', 'NO_ANCHOR_BROAD', 5, 16],
    ['x'.repeat(300), 'WORD_TOO_LONG', 0, 300],
    [`"${'a '.repeat(65)}"`, 'PHRASE_TOO_LONG', 0, 132],
    ['a'.repeat(limits.queryLength + 1), 'QUERY_TOO_LONG', limits.queryLength, limits.queryLength + 1],
    ['a OR '.repeat(1_000_000), 'QUERY_TOO_LONG', limits.queryLength, 5_000_000],
    ['('.repeat(10_000) + 'a', 'QUERY_TOO_DEEP', limits.depth, limits.depth + 1],
    ['-'.repeat(10_000) + 'a', 'QUERY_TOO_DEEP', limits.depth, limits.depth + 1],
    ['a NEAR/1 '.repeat(5000) + 'a', 'QUERY_TOO_DEEP', 902, 908],
    ['query:bomb0', 'QUERY_TOO_MANY_TERMS', 0, 11],
  ])('%.40s: %s', (text, code, start, end) => {
    const bomb = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`bomb${i}`, `query:bomb${i + 1} OR query:bomb${i + 1}`]),
    )
    const queries = { loop: 'a OR query:pool', pool: 'b query:loop', ...bomb, bomb40: 'a' }
    const { errors } = prepare(text, { queries })
    expect(errors[0]).toMatchObject({ code, span: { start, end } })
    for (const language of ['en', 'fr'] as const) {
      const sentences = describe(errors[0]!, language)
      expect(Object.values(sentences).every((sentence) => sentence.length > 0 && !/[{}]/.test(sentence))).toBe(true)
    }
  })

  test('French sentences are set as in French', () => {
    for (const code of Object.keys(messages) as Code[])
      for (const sentence of sentencesOf(code, 'fr')) expect(sentence).not.toMatch(/ [:;!?»]|« |'/)
  })
})

test.each([
  ['a AND b OR c', 'MIXED_AND_OR'],
  ['a b OR c', 'MIXED_AND_OR'],
  ['(a AND b) OR c', ''],
  ['(a) AND (b) OR c', 'MIXED_AND_OR'],
  ['cats and dogs', 'OPERATOR_LOWERCASE'],
  ['a near/3 b', 'OPERATOR_LOWERCASE'],
  ['a –b', 'DASH_TYPOGRAPHIC'],
  ['https://example.org/a', 'URL_AS_WORD'],
  ['a folowers>5', 'NUMBER_UNKNOWN'],
  ['roam~1', 'FUZZY_UNKNOWN'],
])('%s is warned of: %s', (text, code) => {
  expect(
    prepare(text)
      .warnings.map((warning) => warning.code)
      .join(),
  ).toBe(code)
})

test('lists and sub-queries take the place of their names', () => {
  const library = { lists: { towns: ['Paris', 'Aix en Provence'] }, queries: { water: '(eau OR fuite) list:towns' } }
  const preparation = prepare('query:water NOT list:towns', library)
  expect(preparation.ok && printNode(preparation.prepared.root)).toBe(
    '((eau OR fuite) AND (Paris OR "Aix en Provence")) AND NOT (Paris OR "Aix en Provence")',
  )
})

test('the work of reading grows with the length, and no faster', () => {
  const steps = (length: number) => {
    let text = ''
    while (text.length < length)
      text += `${text === '' ? '' : ' OR '}(word${text.length} AND "a b" NEAR/3 (c OR d*)) <<<n>>>`
    const parsed = parse(text)
    expect(parsed.ok).toBe(true)
    return parsed.steps / text.length
  }
  expect(steps(80_000)).toBeLessThan(steps(2_000) * 1.2)
})

test('random queries are refused or prepared, never thrown at', () => {
  const random = randomFrom(5)
  for (let i = 0; i < 2000; i++) expect(typeof prepare(randomQuery(random, 5)).ok).toBe('boolean')
})
