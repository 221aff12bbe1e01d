import { RichText } from '@atproto/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../contract.ts'
import { blueskyText } from './text.ts'

const encoder = new TextEncoder()

/** Pieces that make marks likely, between any Unicode whatever (lone surrogates too). */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 }).map((u) => String.fromCharCode(...u)),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(' ', '\n', '\t', '\u00a0', '\u202f', '(', ')', '((', '.', ',', '!', '…', '»'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('\ufe0f', '\u200b', '\u00ad', '\u200d', '\u0301', '\u2060', '👩‍👩‍👧', '🇫🇷', 'é', 'ليون'),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '@alice.test',
      '@mairie.lyon.fr',
      '@a',
      '@b.com_x',
      '@-x.com',
      '@..',
      '#',
      '＃',
      '#été',
      '#1',
      '#a1',
      '#a(http://x.fr',
      '#！a',
      'https://vigie.example/a?b=c',
      'http://',
      'http://.',
      'HTTP://x.com',
      'lyon.fr',
      'Lyon.FR',
      'a.b.invalidtld',
      'http.cat',
      'https.fr/(a)',
      '(lyon.fr)',
      'lyon.fr),',
      '$ABC',
      '$a1b2c3',
      '$x',
      '$',
      'http',
      'www.x.com:80/é',
      'ftp://x.fr',
      '#$AB',
      '@$A',
    ),
  },
)
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

/** What the network's own client shows, in our shape. */
function byTheNetworksClient(input: string): Segment[] {
  const rich = new RichText({ text: input })
  rich.detectFacetsWithoutResolution()
  const facets: { start: number; end: number; feature: Record<string, string> }[] = []
  for (const { index, features } of rich.facets ?? []) {
    const feature = features[0] as unknown as Record<string, string>
    const facet = { start: index.byteStart, end: index.byteEnd, feature }
    // the two known differences: see facets.ts
    const uri = feature['uri']
    if (uri !== undefined && !/^\w+:(?:\/\/)?[^\s/]\S*$/.test(uri)) {
      const host = /^[a-z][a-z0-9]*(\.[a-z0-9]+)+/i.exec(uri)?.[0]
      const known = new RichText({ text: `x${host}` })
      known.detectFacetsWithoutResolution()
      if (known.facets !== undefined) facets.push({ ...facet, feature: { uri: `https://${uri}` } })
      continue
    }
    if (encoder.encode(feature['tag'] ?? '').length <= 640) facets.push(facet)
  }
  const result: Segment[] = []
  let byte = 0
  const bytes = encoder.encode(input)
  const add = (end: number, extra: Pick<Segment, 'kind' | 'target'>) => {
    if (end === byte) return
    const part = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice(byte, end))
    result.push({ ...extra, text: part, byteStart: byte, byteEnd: end })
    byte = end
  }
  for (const { start, end, feature } of facets) {
    if (start < byte) continue
    add(start, { kind: 'text' })
    if (feature['uri'] !== undefined) add(end, { kind: 'link', target: feature['uri'] })
    else if (feature['did'] !== undefined) add(end, { kind: 'mention', target: feature['did'] })
    else if (feature['tag'] !== undefined) add(end, { kind: 'tag', target: feature['tag'] })
  }
  add(bytes.length, { kind: 'text' })
  return result
}

const wellFormed = (segment: Segment): Segment => ({
  ...segment,
  text: segment.text.toWellFormed(),
  ...(segment.target === undefined ? {} : { target: segment.target.toWellFormed() }),
})

describe('count', () => {
  test('is the network’s own', () => {
    fc.assert(
      fc.property(text, (input) => {
        const count = blueskyText.count(input)
        expect(count.used).toBe(new RichText({ text: input }).graphemeLength)
        expect(count.bytes?.used).toBe(encoder.encode(input).length)
      }),
    )
  })

  test('knows both limits', () => {
    expect(blueskyText.count('a'.repeat(300))).toMatchObject({ used: 300, limit: 300, fits: true })
    expect(blueskyText.count('a'.repeat(301))).toMatchObject({ used: 301, fits: false })
    const families = '👩‍👩‍👧'.repeat(200) // 200 characters to a reader, 18 bytes each
    expect(blueskyText.count(families)).toMatchObject({ used: 200, bytes: { used: 3600, limit: 3000 }, fits: false })
  })
})

describe('segments', () => {
  test('joined are the text, and their offsets are those of its bytes', () => {
    fc.assert(
      fc.property(text, (input) => {
        const segments = blueskyText.segments(input)
        expect(segments.map((segment) => segment.text).join('')).toBe(input)
        let byte = 0
        for (const segment of segments) {
          expect(segment.byteStart).toBe(byte)
          expect(segment.byteEnd - segment.byteStart).toBe(encoder.encode(segment.text).length)
          byte = segment.byteEnd
        }
        expect(byte).toBe(encoder.encode(input).length)
      }),
      { numRuns: 1000 },
    )
  })

  test('are those of the network’s own client', () => {
    fc.assert(
      fc.property(text, (input) => {
        expect(blueskyText.segments(input).map(wellFormed)).toEqual(byTheNetworksClient(input).map(wellFormed))
      }),
      { numRuns: 5000 },
    )
  })

  test('of a usual post', () => {
    const segments = blueskyText.segments('Élections : @bob.test explique sur lyon.fr/vote. #Été2026!')
    expect(segments.map(({ kind, text: part, target }) => [kind, part, target])).toEqual([
      ['text', 'Élections : ', undefined],
      ['mention', '@bob.test', 'bob.test'],
      ['text', ' explique sur ', undefined],
      ['link', 'lyon.fr/vote', 'https://lyon.fr/vote'],
      ['text', '. ', undefined],
      ['tag', '#Été2026', 'Été2026'],
      ['text', '!', undefined],
    ])
    expect(segments[1]).toMatchObject({ byteStart: 13, byteEnd: 22 })
  })

  test('give an address without scheme one, also where the network’s client forgets it', () => {
    expect(blueskyText.segments('http.cat')[0]).toMatchObject({ kind: 'link', target: 'https://http.cat' })
  })
})
