import { expect, test } from 'vitest'
import type { Delivery, Post } from '../api/types.ts'
import { momentOf } from './post-row.tsx'

const delivery = (state: Delivery['state'], dueAt: string, sentAt: string | null = null) =>
  ({ state, dueAt, sentAt }) as Delivery
const post = (...deliveries: Delivery[]) => ({ updatedAt: '2026-01-01T00:00:00Z', deliveries }) as unknown as Post

test('what waits for a person comes before what goes out, and that before what is out', () => {
  const out = delivery('published', '2026-01-02T00:00:00Z', '2026-01-02T00:00:01Z')
  const next = delivery('scheduled', '2026-01-03T00:00:00Z')
  const held = delivery('held', '2026-01-04T00:00:00Z')
  expect(momentOf(post(out, next, held))).toEqual({ kind: 'due', at: held.dueAt })
  expect(momentOf(post(out, next))).toEqual({ kind: 'scheduled', at: next.dueAt })
  expect(momentOf(post(out))).toEqual({ kind: 'sent', at: out.sentAt })
})

test('a draft, and a post taken back, show when they were changed', () => {
  expect(momentOf(post())).toMatchObject({ kind: 'changed' })
  expect(momentOf(post(delivery('cancelled', '2026-01-02T00:00:00Z')))).toMatchObject({ kind: 'changed' })
})
