import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

const shown = (text: string, ...stretches: [number, number, string][]) =>
  piecesOf(
    text,
    stretches.map(([start, end, kind]) => ({ start, end, kind })),
  ).map(({ text: part, kind }) => (kind === undefined ? part : `${kind}[${part}]`))

test('a text is cut where its stretches begin and end', () => {
  expect(shown('une fuite d’eau', [4, 9, 'match'], [12, 15, 'match'])).toEqual([
    'une ',
    'match[fuite]',
    ' d’',
    'match[eau]',
  ])
  expect(shown('', [0, 0, 'error'])).toEqual([])
  expect(shown('abc')).toEqual(['abc'])
})

test('an empty stretch shows one character, an overlapping one lies over what came before', () => {
  expect(shown('(a', [0, 0, 'error'])).toEqual(['error[(]', 'a'])
  expect(shown('abcd', [0, 3, 'warning'], [1, 2, 'error'])).toEqual(['warning[a]', 'error[b]', 'warning[c]', 'd'])
})
