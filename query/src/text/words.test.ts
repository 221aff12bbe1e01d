import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom, randomText } from '../../testing/random.ts'
import { foldLookalikes, foldText } from './fold.ts'
import { Forms, lookalikeFolding, plainFolding } from './forms.ts'
import { scan } from './scan.ts'
import { readText, unitsOf } from './words.ts'

const forms = (text: string) =>
  readText(text).words.map(({ form, first, last }) => (first === last ? form : `${form}(${last - first + 1})`))

test.each([
  ["L’été à l'hôtel : qu’il pleuve !", 'l ete a l hotel qu il pleuve'],
  ["aujourd'hui, quelqu’un, don't, O’Brien", "aujourd'hui quelqu'un don't o'brien"],
  ['peut-être un porte\u2011avions', 'peut etre peutetre(2) un porte avions porteavions(2)'],
  ["Vigie's", "vigie's vigie"],
  ['#VilleDeParis', 'ville de paris #villedeparis(3) villedeparis(3)'],
  [
    '#LOréal #JO2024 #paris #une_ville',
    'l oreal #loreal(2) loreal(2) jo 2024 #jo2024(2) jo2024(2) paris #paris une ville #une_ville(2) une_ville(2)',
  ],
  [
    '@alice.bsky.social @bob@example.org bob@example.org',
    '@alice.bsky.social alice @bob@example.org @bob bob bob example org example.org(2)',
  ],
  ['https://www.Example.org/a?b. www.example.org', 'example.org example.org'],
  ['3,14 12.5 fin.Début...suite U.S.A.', '3,14 12.5 fin debut fin.debut(2) suite u s a u.s.a(3)'],
  ['👍🏽 👨‍👩‍👧 🇫🇷🇩🇪 ❤️', '👍 👨👩👧 🇫🇷 🇩🇪 ❤'],
  ['東京タワー สวัสดี', '東 京 タワー ส วั ส ดี'],
  ['Œuvre naïve e\u0301te\u0301 soft\u00adhyphen 𝐇𝐞𝐥𝐥𝐨 ＡＢＣ straße', 'oeuvre naive ete softhyphen hello abc strasse'],
  ['\ud800 a\udc00b ___ # @ #! -', 'a b'],
])('%s', (text, expected) => {
  expect(forms(text).join(' ')).toBe(expected)
})

test('offsets are those of the text as it was written', () => {
  const text = 'À l’hôtel #VilleDeParis'
  const { starts, ends } = readText(text)
  expect(starts.map((start, i) => text.slice(start, ends[i]))).toEqual(['À', 'l', 'hôtel', '#Ville', 'De', 'Paris'])
})

test('look-alike letters are folded for moderation only', () => {
  expect(foldText('раура1', foldLookalikes)).toBe('paypal')
  expect(foldText('раура1')).toBe('раура1')
})

test('a query looks for a hyphenated word in one piece or in two', () => {
  expect(unitsOf('covid-19 #VilleDeParis example.org')).toEqual([
    { form: 'covid19', parts: ['covid', '19'] },
    { form: '#villedeparis', parts: [] },
    { form: 'example.org', parts: [] },
  ])
  expect(unitsOf('a'.repeat(300))).toBeNull()
})

function columns(text: string, fast: boolean, folding = plainFolding): string {
  const read = new Forms(folding)
  scan(read, text, fast)
  scan(read, text, fast)
  const { count, positions } = read
  return JSON.stringify([
    Array.from({ length: count }, (_, i) => [read.wordOf(i), read.hash[i], read.first[i], read.last[i], read.kind[i]]),
    [...read.starts.subarray(0, positions)]
      .map((start, i) => [start, read.ends[i]])
      .filter(([, end]) => (end ?? -1) >= 0),
  ])
}

test('the fast path reads like the careful one', () => {
  const random = randomFrom(3)
  for (let i = 0; i < 2000; i++) {
    const text = randomText(random, 30)
    expect(columns(text, true)).toBe(columns(text, false))
    expect(columns(text, true, lookalikeFolding)).toBe(columns(text, false, lookalikeFolding))
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(columns(text, true)).toBe(columns(text, false))
    }),
    { numRuns: 3000 },
  )
})

/** The platform's words, cut further where we cut on purpose: at apostrophes of elision, full stops and colons. */
function platformWords(text: string): string[] {
  const segmenter = new Intl.Segmenter('fr', { granularity: 'word' })
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike === true)
    .flatMap(({ segment }) => segment.split(/[:_]|(?<=\p{L})\.(?=\p{L})/u))
    .flatMap((word) => word.split(/(?<=^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu))['’]/iu))
    .filter((word) => word !== '')
}

test('words are those of Unicode (UAX 29), but for elisions, full stops and colons', () => {
  // And but for the narrow no-break space, which Unicode counts as part of a word: "autrui\u202f:" would not be found.
  for (const name of ['en-devils-dictionary.txt', 'fr-textes.txt']) {
    const lines = readFileSync(new URL(`../../corpus/${name}`, import.meta.url), 'utf8').split('\n')
    for (const line of lines) {
      const text = line.replace(/[_\u202f]/g, ' ')
      const { starts, ends } = readText(text)
      expect(starts.map((start, i) => text.slice(start, ends[i]))).toEqual(platformWords(text))
    }
  }
})
