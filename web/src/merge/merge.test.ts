import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Written } from '../posts/words.ts'
import { mergedText, mergeText } from './merge-text.ts'
import { mergeOf, mergeWritten } from './merge-written.ts'

const written = (text: string, more: Partial<Written> = {}): Written => ({
  items: [{ text, media: [] }],
  options: {},
  accountIds: ['a'],
  own: {},
  apart: [],
  campaignId: null,
  tags: [],
  version: 1,
  ...more,
})

test('what each changed alone is taken over, what both changed is to be chosen', () => {
  const base = 'The market opens at nine on Saturday'
  const mine = 'The big market opens at nine on Saturday'
  const parts = mergeText(base, mine, 'The market opens at nine on Sunday')
  expect(parts.every(({ kind }) => kind === 'same')).toBe(true)
  expect(mergedText(parts, [])).toBe('The big market opens at nine on Sunday')
  const conflict = mergeText(base, 'The market opens at ten on Saturday', 'The market opens at eight on Saturday')
  expect(conflict.filter(({ kind }) => kind === 'conflict')).toEqual([
    { kind: 'conflict', mine: 'ten', theirs: 'eight' },
  ])
  expect(mergedText(conflict, ['theirs'])).toBe('The market opens at eight on Saturday')
  expect(mergedText(conflict, ['both'])).toBe('The market opens at ten eight on Saturday')
})

test('nothing is lost: all of yours, or all of theirs, can be had; one side alone never asks', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'dé')).map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      expect(mergedText(mergeText(undefined, mine, theirs), ['theirs'])).toBe(theirs)
      expect(mergedText(mergeText(undefined, mine, theirs), ['mine'])).toBe(mine)
      expect(mergedText(mergeText(base, base, theirs), [])).toBe(theirs)
      expect(mergedText(mergeText(base, mine, base), [])).toBe(mine)
    }),
  )
})

test('a post is merged place by place, on top of the other version', () => {
  const base = written('One two', { tags: ['x'] })
  const mine = written('One three', {
    tags: ['x'],
    own: { a: { items: [{ text: 'For a', media: [] }], options: null } },
  })
  const theirs = written('Zero One two', { tags: ['x', 'y'], version: 2 })
  const versions = { base, mine, theirs }
  expect(mergeOf(versions).conflicts).toBe(0)
  expect(mergeWritten(versions, [])).toEqual({
    ...theirs,
    items: [{ text: 'Zero One three', media: [] }],
    own: { a: { items: [{ text: 'For a', media: [] }], options: null } },
  })
})
