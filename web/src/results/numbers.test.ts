import { expect, test } from 'vitest'
import type { Delivery } from '../api/types.ts'
import { total } from './numbers.ts'

const seen = (likes: number | null, quotes: number | null) =>
  ({ results: { likes, reposts: 1, replies: 0, quotes } }) as Delivery

test('deliveries add up; what no network tells stays unknown, not nothing', () => {
  expect(total([seen(3, null), { results: null } as Delivery, seen(4, null)])).toEqual({
    likes: 7,
    reposts: 2,
    replies: 0,
    quotes: null,
  })
  expect(total([{ results: null } as Delivery])).toBeUndefined()
})
