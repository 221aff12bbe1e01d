import { expect, test } from 'vitest'
import { hasWords, identical, rewrite, voicesOf, wordsOf, type Written } from './words.ts'

const account = (id: string, network: 'bluesky' | 'mastodon') => ({ id, network, handle: `${id}.test` })
const accounts = [account('a', 'bluesky'), account('b', 'bluesky'), account('c', 'mastodon')]
const item = (text: string) => ({ text, media: [] })
const begun: Written = {
  items: [item('Hello')],
  options: { languages: ['en'], contentWarning: 'news' },
  accountIds: ['a', 'b', 'c'],
  own: {},
  apart: [],
  campaignId: null,
  tags: [],
}
const keys = (written: Written) => voicesOf(accounts, written).map(({ key }) => key)

test('accounts of a network are written for together, until one is set apart or has other words', () => {
  expect(keys(begun)).toEqual(['bluesky', 'mastodon'])
  expect(keys({ ...begun, apart: ['b'] })).toEqual(['bluesky', 'b', 'mastodon'])
  expect(keys({ ...begun, own: { b: { items: [item('Only b')], options: null } } })).toEqual([
    'bluesky',
    'b',
    'mastodon',
  ])
})

test('a voice says what the post says until it is rewritten; each option stands in for the post’s', () => {
  const [bluesky, mastodon] = voicesOf(accounts, begun)
  const written = { ...begun, ...rewrite(begun, bluesky, { items: [item('Hi')], options: { contentWarning: '' } }) }
  expect(wordsOf(written, bluesky)).toEqual({ items: [item('Hi')], options: { languages: ['en'], contentWarning: '' } })
  expect(wordsOf(written, mastodon).items).toEqual([item('Hello')])
  expect(Object.keys(written.own)).toEqual(['a', 'b'])
  expect(rewrite(written, bluesky, { items: null, options: null })).toEqual({ own: {} })
})

test('networks that carry the same text are named, whatever white space stands around it', () => {
  const voices = voicesOf(accounts, begun)
  expect(identical(begun, voices)).toEqual(['bluesky', 'mastodon'])
  expect(identical({ ...begun, items: [item(' ')] }, voices)).toEqual([])
  const own = { c: { items: [item('Hello '), item('more')], options: null } }
  expect(identical({ ...begun, own }, voicesOf(accounts, { ...begun, own }))).toEqual([])
})

test('words are there when they are anywhere', () => {
  expect(hasWords({ items: [item(' ')], own: {} })).toBe(false)
  expect(hasWords({ items: [item(' ')], own: { a: { items: [item('x')], options: null } } })).toBe(true)
})
