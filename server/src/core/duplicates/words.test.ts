import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearly, similarTo } from './similarity.ts'
import { wordsOf } from './words.ts'

const text = 'La médiathèque ouvre samedi à 10 h : venez nombreux !'

test.each([
  ['capitals', text.toUpperCase()],
  ['another form of the same characters', text.normalize('NFD')],
  ['full-width letters', text.replace('samedi', 'ｓａｍｅｄｉ')],
  ['a link', `${text} https://mairie.example/ouverture?utm=1`],
  ['somebody spoken to', `@alice.test ${text} @bob@mastodon.example`],
  ['blanks and punctuation', text.replaceAll(' ', '\n ').replace('!', '…')],
])('%s makes no other text', (_what, other) => {
  expect(wordsOf(other)).toBe(wordsOf(text))
})

test('links alone are what a text says', () => {
  expect(wordsOf('New: https://a.example/1')).not.toBe(wordsOf('New: https://a.example/2'))
  expect(wordsOf('👩‍🚒')).not.toBe('')
  expect(wordsOf(' … ')).toBe('')
})

test('a changed word is nearly the same, other words are not', () => {
  const ours = similarTo(wordsOf(text))
  expect(ours(wordsOf(text.replace('10', '11')))).toBeGreaterThan(nearly)
  expect(ours(wordsOf(text.replace('samedi', 'dimanche prochain')))).toBeLessThan(nearly)
  expect(ours(wordsOf('Le conseil municipal se réunit lundi à 18 h'))).toBeLessThan(0.5)
})

test('is one for itself alone, the same both ways, and never out of bounds', () => {
  const words = fc.string({ unit: 'grapheme' }).map(wordsOf)
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [there, back] = [similarTo(a)(b), similarTo(b)(a)]
      expect(there).toBe(back)
      expect(there).toBeGreaterThanOrEqual(0)
      expect(there).toBeLessThanOrEqual(1)
      expect(similarTo(a)(a)).toBe(1)
      expect(wordsOf(wordsOf(a))).toBe(wordsOf(a))
    }),
  )
})
