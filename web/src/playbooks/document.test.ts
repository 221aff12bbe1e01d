import { expect, test } from 'vitest'
import { isSame, moved, newContact, newStep, toBody, toWritten } from './document.ts'

test('a step moves to its place and the others close up', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c'])
  expect(moved(['a', 'b'], 1, 9)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b'])
})

test('lines nobody filled in are not sent, and make no change', () => {
  const empty = toWritten(undefined)
  const more = { ...empty, steps: [...empty.steps, newStep()], contacts: [newContact()] }
  expect(toBody(more)).toMatchObject({ steps: [], contacts: [] })
  expect(isSame(empty, more)).toBe(true)
  expect(isSame(empty, { ...empty, name: 'Flood' })).toBe(false)
})

test('a step that the server knows keeps its id, a new one has none', () => {
  const written = {
    ...toWritten(undefined),
    steps: [
      { ...newStep(), text: 'Call' },
      { key: 's1', text: 'Tell', role: null, personId: null },
    ],
  }
  expect(toBody(written).steps).toEqual([
    { text: 'Call', role: null, personId: null },
    { id: 's1', text: 'Tell', role: null, personId: null },
  ])
})
