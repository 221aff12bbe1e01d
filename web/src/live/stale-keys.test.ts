import { expect, test } from 'vitest'
import { keyOfHint, staleKeys } from './stale-keys.ts'

test('a delivery’s change refreshes its post, the lists and the record, and no other post', () => {
  const change = { action: 'delivery.published', subject: { kind: 'delivery', id: 'd1' }, postId: 'p1' }
  expect(staleKeys('w1', change)).toEqual([
    ['w', 'w1', 'posts'],
    ['w', 'w1', 'calendar'],
    ['w', 'w1', 'held'],
    ['w', 'w1', 'upcoming'],
    ['w', 'w1', 'needs'],
    ['w', 'w1', 'post', 'p1'],
    ['w', 'w1', 'halt'],
    ['w', 'w1', 'audit'],
  ])
})

test('a delivery without its post refreshes every post', () => {
  expect(staleKeys('w1', { action: 'x', subject: { kind: 'delivery', id: 'd1' } })).toContainEqual(['w', 'w1', 'post'])
})

test('what is told beside the record refreshes what it is about', () => {
  expect(keyOfHint('w1', { kind: 'conversation', postId: 'p1' })).toEqual(['w', 'w1', 'conversation', 'p1'])
  expect(keyOfHint('w1', { kind: 'results', postId: 'p1' })).toEqual(['w', 'w1', 'post', 'p1'])
  expect(keyOfHint('w1', { kind: 'notifications' })).toEqual(['w', 'w1', 'notifications'])
})

test('what this version does not know refreshes everything', () => {
  expect(staleKeys('w1', { action: 'halt.sealed', subject: { kind: 'halt', id: 'h' } })).toEqual([['w', 'w1'], ['me']])
})
