import { expect, test } from 'vitest'
import type { HeldDelivery } from '../api/types.ts'
import { groupNeeds } from './group.ts'

const delivery = (id: string, state: string, reason: string | null) => ({ id, state, reason }) as HeldDelivery

test('what happened makes the groups, in the order of the list; the unconfirmed are not decided in bulk', () => {
  const all = [
    delivery('a', 'unconfirmed', 'needs_person'),
    delivery('b', 'held', 'overdue'),
    delivery('c', 'failed', 'overdue'),
    delivery('d', 'held', 'overdue'),
    delivery('e', 'failed', null),
  ]
  const seen = groupNeeds(all).map(({ items, decidable }) => [items.map(({ id }) => id).join(''), decidable])
  expect(seen).toEqual([
    ['a', false],
    ['bd', true],
    ['c', true],
    ['e', true],
  ])
})
