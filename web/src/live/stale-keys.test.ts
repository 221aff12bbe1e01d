import { expect, test } from 'vitest'
import { staleKeys } from './stale-keys.ts'

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

test('what this version does not know refreshes everything', () => {
  expect(staleKeys('w1', { action: 'halt.sealed', subject: { kind: 'halt', id: 'h' } })).toEqual([['w', 'w1'], ['me']])
})
