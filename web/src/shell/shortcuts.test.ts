import { expect, test } from 'vitest'
import { keySequence } from './shortcuts.ts'

const known = ['n', '?', 'g p', 'g a', 'z']

test('a single key acts at once', () => {
  expect(keySequence()('n', 0, known)).toBe('n')
})

test('a sequence acts at its second key, and only soon after the first', () => {
  const follow = keySequence()
  expect(follow('g', 0, known)).toBeUndefined()
  expect(follow('p', 500, known)).toBe('g p')
  expect(follow('g', 1000, known)).toBeUndefined()
  expect(follow('p', 5000, known)).toBeUndefined()
})

test('a sequence that leads nowhere leaves its second key to itself', () => {
  const follow = keySequence()
  follow('g', 0, known)
  expect(follow('n', 100, known)).toBe('n')
  expect(follow('p', 200, known)).toBeUndefined()
})
