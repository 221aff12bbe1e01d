import { expect, test } from 'vitest'
import { among, everything, extend, isChosen, nothing, toggle, toggleSome } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].toSorted()

test('a range goes from where the last choice was made, upwards too', () => {
  expect(ids(extend(toggle(nothing, 'd', order), 'b', order))).toEqual(['b', 'c', 'd'])
  expect(ids(extend(toggle(nothing, 'b', order), 'd', order))).toEqual(['b', 'c', 'd'])
})

test('a second range starts at the same place and keeps the first', () => {
  const first = extend(toggle(nothing, 'c', order), 'd', order)
  expect(ids(extend(first, 'a', order))).toEqual(['a', 'b', 'c', 'd'])
})

test('without a place to start from, a range is the one', () => {
  expect(ids(extend(nothing, 'b', order))).toEqual(['b'])
})

test('everything holds what is not loaded; one less is what is loaded less one', () => {
  expect(isChosen(everything, 'not loaded')).toBe(true)
  const less = toggle(everything, 'b', order)
  expect(less.whole).toBe(false)
  expect(ids(less)).toEqual(['a', 'c', 'd', 'e'])
})

test('a group is chosen whole, and let go when it was whole', () => {
  const one = toggle(nothing, 'b', order)
  const both = toggleSome(one, ['b', 'c'], order)
  expect(ids(both)).toEqual(['b', 'c'])
  expect(ids(toggleSome(both, ['b', 'c'], order))).toEqual([])
})

test('what has left the list is not chosen any more', () => {
  expect(ids(among(toggleSome(nothing, ['a', 'b'], order), ['b', 'c']))).toEqual(['b'])
})
