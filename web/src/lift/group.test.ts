import { expect, test } from 'vitest'
import type { HeldDelivery } from '../api/types.ts'
import { groupHeld, toLines } from './group.ts'

const held = (id: string, account: string, campaign: string | null, dueAt: string) =>
  ({
    id,
    dueAt,
    account: { id: account },
    campaign: campaign === null ? null : { id: campaign, name: campaign, colour: '#000000' },
  }) as HeldDelivery

test('by account and campaign, oldest first, and the group that has waited longest before the others', () => {
  const groups = groupHeld([
    held('1', 'blue', null, '2026-03-01T10:00:00.000Z'),
    held('2', 'red', null, '2026-03-01T09:00:00.000Z'),
    held('3', 'blue', 'fair', '2026-03-01T08:30:00.000Z'),
    held('4', 'red', null, '2026-03-01T08:00:00.000Z'),
    held('5', 'blue', null, '2026-03-01T12:00:00.000Z'),
  ])
  expect(groups.map(({ key, items }) => [key, items.map(({ id }) => id)])).toEqual([
    ['red ', ['4', '2']],
    ['blue fair', ['3']],
    ['blue ', ['1', '5']],
  ])
  const places = toLines(groups).map((line) => (line.kind === 'group' ? line.group.key : line.place))
  expect(places).toEqual(['red ', 1, 2, 'blue fair', 3, 'blue ', 4, 5])
})
