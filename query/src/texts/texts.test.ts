import { expect, test } from 'vitest'
import { entries } from '../../testing/pack.ts'
import { textOf } from './texts.ts'

test('what is packed is what the source says: else run node query/testing/pack.ts', () => {
  expect(entries().length).toBeGreaterThan(70)
  expect(new Set(entries().map(([name]) => name)).size).toBe(entries().length)
  for (const [name, text] of entries()) expect(textOf(name)).toBe(text)
})
