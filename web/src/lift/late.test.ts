import { expect, test } from 'vitest'
import { duration } from './late.ts'

const said = (ms: number, language = 'en') => duration(ms, language).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

test('two units at most, seconds only under a minute', () => {
  expect(said(45_900)).toBe('45 sec')
  expect(said(14 * minute + 59_000)).toBe('14 min')
  expect(said(2 * hour + 14 * minute)).toBe('2 hr 14 min')
  expect(said(3 * day + 4 * hour + 9 * minute, 'fr')).toBe('3 j 4 h')
  expect(said(2 * hour)).toBe('2 hr')
  expect(said(-5)).toBe('0 sec')
})
