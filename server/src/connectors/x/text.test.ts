import fc from 'fast-check'
import { expect, test } from 'vitest'
import { xText } from './text.ts'

const used = (text: string) => xText.count(text).used

test.each([
  ['nothing', '', 0],
  ['Latin letters, with accents', 'Été à Saint-Aubin', 17],
  ['an accent written apart is one with its letter', 'e\u0301', 1],
  ['Cyrillic, Greek, Arabic weigh one each', 'Привет αβγ سلام', 15],
  ['Chinese, Japanese and Korean weigh two each', '日本語한국어', 12],
  ['an emoji weighs two', '🎉', 2],
  ['a family of three is one emoji', '👩‍👩‍👧', 2],
  ['a flag, and a hand with its colour, too', '🇫🇷👋🏽', 4],
  ['apostrophes and dashes weigh one', '’–', 2],
  ['an ellipsis, the euro sign and a narrow space weigh two', '…€\u202F', 6],
  ['an address weighs 23, short', 'http://x.fr', 23],
  ['or long', `https://example.org/${'a'.repeat(200)}`, 23],
  ['also without its beginning', 'example.org/vote', 23],
  ['what only looks like one weighs what it is', 'fin.Puis', 8],
  ['a mention and a tag weigh what they are', '@mairie #vélo', 13],
])('%s', (_, text, weight) => expect(used(text)).toBe(weight))

test('what fits ends at 280, or where the account’s own limit is', () => {
  expect(xText.count('a'.repeat(280))).toEqual({ used: 280, limit: 280, unit: 'weighted', fits: true })
  expect(xText.count('a'.repeat(281)).fits).toBe(false)
  expect([xText.count('語'.repeat(140)).fits, xText.count('語'.repeat(141)).fits]).toEqual([true, false])
  expect(xText.count('a'.repeat(281), { characters: 25_000, perLink: 23 })).toMatchObject({ limit: 25_000, fits: true })
})

test('marks are the network’s own', () => {
  const marked = xText.segments('Été : @mairie, lyon.fr/vote et #Vélo $ABC')
  expect(marked.filter(({ kind }) => kind !== 'text').map(({ kind, text, target }) => [kind, text, target])).toEqual([
    ['mention', '@mairie', 'mairie'],
    ['link', 'lyon.fr/vote', 'https://lyon.fr/vote'],
    ['tag', '#Vélo', 'Vélo'],
    ['tag', '$ABC', 'ABC'],
  ])
})

test('segments joined are the whole text, and their bytes follow each other', () => {
  const piece = fc.constantFrom(
    'é',
    '日',
    '👩‍👩‍👧',
    ' ',
    '@mairie',
    '#vélo',
    'https://a.fr/b',
    'a.fr',
    '\n',
    '.',
    ',',
    '$X',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const all = xText.segments(text)
      expect(all.map((segment) => segment.text).join('')).toBe(text)
      let byte = 0
      for (const { byteStart, byteEnd, text: part } of all) {
        expect([byteStart, byteEnd - byteStart]).toEqual([byte, new TextEncoder().encode(part).byteLength])
        byte = byteEnd
      }
    }),
  )
})
