import { expect, test } from 'vitest'
import { dayName, days, withTime } from './days.ts'

test('days are named from Monday on, in each language', () => {
  expect(days.map((day) => dayName(day, 'en', 'short'))).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
  expect([dayName(1, 'fr'), dayName(7, 'fr')]).toEqual(['lundi', 'dimanche'])
})

test('a time is added once a day, in order', () => {
  const slots = withTime([{ day: 2, at: '09:30' }], '08:00', [2, 1])
  expect(withTime(slots, '09:30', [1, 2])).toEqual([
    { day: 1, at: '08:00' },
    { day: 1, at: '09:30' },
    { day: 2, at: '08:00' },
    { day: 2, at: '09:30' },
  ])
})
