import { expect, test } from 'vitest'
import { alternatives, isOn, toggleChip } from './words.ts'

test('alternatives stand between commas', () => {
  expect(alternatives(' fête,party , ,"open day" ')).toEqual(['fête', 'party', '"open day"'])
})

test('a chip is on when all it holds is looked for, in whatever order and case', () => {
  expect(isOn('fête, party', 'Party, promo, fête')).toBe(true)
  expect(isOn('fête, party', 'party')).toBe(false)
})

test('pressed, a chip adds what it holds and leaves the rest; pressed again, it takes it away', () => {
  expect(toggleChip('fête, party', 'promo, party')).toBe('promo, fête, party')
  expect(toggleChip('fête, party', 'promo, fête, party')).toBe('promo')
})
