import { expect, test } from 'vitest'
import { ofPart } from './decide.ts'

const first = { dueAt: '2026-03-01T08:00:00.000Z' }
const later = { dueAt: '2026-03-01T10:30:00.000Z' }

test('what does not go in one request keeps its distances and its order all the same', () => {
  expect(ofPart({ as: 'move', minutes: 15 }, first, first, 0)).toEqual({ as: 'move', minutes: 15 })
  expect(ofPart({ as: 'move', minutes: 15 }, later, first, 1)).toEqual({ as: 'move', minutes: 165 })
  expect(ofPart({ as: 'at', at: '2026-03-02T08:00:00.000Z' }, later, first, 2)).toEqual({
    as: 'at',
    at: '2026-03-02T08:00:02.000Z',
  })
  expect(ofPart({ as: 'drop' }, later, first, 1)).toEqual({ as: 'drop' })
})
