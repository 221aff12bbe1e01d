import { expect, test } from 'vitest'
import { safeReturn } from './safe-return.ts'

test('a page of ours is kept with its search', () => {
  expect(safeReturn('/w/1/posts?tab=draft')).toBe('/w/1/posts?tab=draft')
})

test.each([
  'https://evil.example/',
  '//evil.example/x',
  '/\\evil.example',
  'javascript:alert(1)',
  '',
  undefined,
  'w/1',
])('%s leads home, never elsewhere', (from) => expect(safeReturn(from)).toBe('/'))
