import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mastodonText } from './text.ts'

const encoder = new TextEncoder()
const limits = { characters: 500, perLink: 23 }
const used = (text: string) => mastodonText.count(text, limits).used

describe('count', () => {
  test.each([
    ['Bonjour', 7],
    // to a reader one character, whatever it is made of
    ['é', 1],
    ['👩‍👩‍👧', 1],
    ['🇫🇷🇫🇷', 2],
    // the server takes blanks off both ends
    ['  Bonjour \n', 7],
    // an address weighs 23, be it long or short
    ['https://a.fr', 23],
    [`https://example.org/${'x'.repeat(300)}`, 23],
    ['https://example.org/?a=b#c', 23],
    ['voir https://example.org.', 5 + 23 + 1],
    ['(https://example.org/a_(b))', 1 + 23 + 1],
    ['http://a.fr et http://b.fr', 23 + 4 + 23],
    // and is one only with a scheme, and a top-level domain that exists
    ['example.org/abc', 15],
    ['https://example.notadomain/abcdefghijkl', 39],
    ['https://localhost/abc', 21],
    ['xhttps://example.org', 20],
    // of a mention the name alone weighs
    ['@mairie@social.example', 7],
    ['Merci @mairie@social.example !', 6 + 7 + 2],
    ['@mairie', 7],
    ['jeanne@example.org', 18],
    ['https://example.org/@mairie@social.example', 23],
    ['#vélo', 5],
  ])('%j: %i', (text, expected) => expect(used(text)).toBe(expected))

  test('the account’s server says how much is too much, and what an address weighs', () => {
    const small = { characters: 30, perLink: 10 }
    expect(mastodonText.count('https://example.org/a/long/one', small)).toMatchObject({
      used: 10,
      limit: 30,
      fits: true,
    })
    expect(mastodonText.count('x'.repeat(31), small)).toMatchObject({ used: 31, fits: false })
    expect(mastodonText.count('x'.repeat(500))).toMatchObject({ limit: 500, fits: true })
    expect(mastodonText.count('x'.repeat(501))).toMatchObject({ fits: false })
  })
})

describe('segments', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 5 }),
    fc.constantFrom(
      ' ',
      '\n',
      '(',
      ')',
      '.',
      '@',
      '#',
      '://',
      'https://',
      'https://lyon.fr/a(b',
      '@a@b.fr',
      '#été',
      '\ud83d',
    ),
  )
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  test('joined are the text, and their offsets are those of its bytes', () => {
    fc.assert(
      fc.property(text, (input) => {
        const segments = mastodonText.segments(input)
        expect(segments.map((segment) => segment.text).join('')).toBe(input)
        let byte = 0
        for (const segment of segments) {
          expect(segment.byteStart).toBe(byte)
          expect(segment.byteEnd - segment.byteStart).toBe(encoder.encode(segment.text).length)
          byte = segment.byteEnd
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('say what readers see where that is something else', () => {
    const address = `https://www.example.org/${'x'.repeat(40)}`
    const shown = mastodonText
      .segments(`@bob @bob@social.example http://a.fr/b ${address}`)
      .map((segment) => segment.shown)
    expect(shown.filter((part) => part !== undefined)).toEqual(['@bob', 'a.fr/b', `example.org/${'x'.repeat(18)}…`])
  })

  test('of a usual post', () => {
    const segments = mastodonText.segments(
      'Élections : @bob@social.example explique https://lyon.fr/vote. #Été2026, #12',
    )
    expect(segments.map(({ kind, text: part, target }) => [kind, part, target])).toEqual([
      ['text', 'Élections : ', undefined],
      ['mention', '@bob@social.example', 'bob@social.example'],
      ['text', ' explique ', undefined],
      ['link', 'https://lyon.fr/vote', 'https://lyon.fr/vote'],
      ['text', '. ', undefined],
      ['tag', '#Été2026', 'Été2026'],
      ['text', ', #12', undefined],
    ])
  })
})

test('a text made to be slow is counted at once', () => {
  const hard = [
    '@a@',
    '.'.repeat(20_000),
    'https://a.fr/',
    '('.repeat(20_000),
    'https://',
    'a.'.repeat(20_000),
    '?'.repeat(9),
  ]
  // a pattern that tries every way would take hours
  for (const text of [...hard, hard.join('')]) mastodonText.count(text)
  expect(mastodonText.count(hard.join('')).fits).toBe(false)
})
