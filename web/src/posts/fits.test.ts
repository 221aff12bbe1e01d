import { textRules } from '@vigie/server/text'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthThatFits } from './fits.ts'
import { cutAt } from './text-box.tsx'

const rules = [textRules.bluesky]

test('what fits is all of it', () => {
  expect(lengthThatFits('a'.repeat(300), rules)).toBeUndefined()
})

test('the 301st character is too much, a family of emoji counts as one and is not torn', () => {
  expect(lengthThatFits('a'.repeat(301), rules)).toBe(300)
  const family = '👩‍👩‍👧'
  expect(lengthThatFits('a'.repeat(300) + family, rules)).toBe(300)
})

test('the longest beginning that fits: it fits, and one character more does not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 280, maxLength: 400 }), (text) => {
      const length = lengthThatFits(text, rules)
      if (length === undefined) return textRules.bluesky.count(text).fits
      const next = [...new Intl.Segmenter().segment(text.slice(length))][0]?.segment ?? ''
      return (
        textRules.bluesky.count(text.slice(0, length)).fits &&
        !textRules.bluesky.count(text.slice(0, length) + next).fits
      )
    }),
    { numRuns: 60 },
  )
})

test('the marks behind the text are the text, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.option(fc.nat(60), { nil: undefined }), (text, fits) => {
      const pieces = cutAt(textRules.bluesky.segments(text), fits)
      return pieces.map((piece) => piece.text).join('') === text
    }),
  )
})
