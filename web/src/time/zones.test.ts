import { describe, expect, test } from 'vitest'
import { offsetLabel, offsetMinutes, searchZones, zoneChoices } from './zones.ts'

const summer = new Date('2026-07-01T12:00:00Z')
const winter = new Date('2026-01-01T12:00:00Z')

test('offsets follow the season', () => {
  expect(offsetMinutes('Europe/Paris', summer)).toBe(120)
  expect(offsetMinutes('Europe/Paris', winter)).toBe(60)
  expect(offsetMinutes('Asia/Kathmandu', winter)).toBe(345)
  expect(offsetMinutes('America/St_Johns', winter)).toBe(-210)
  expect(offsetMinutes('UTC', winter)).toBe(0)
})

test('offsets are written with a real minus sign', () => {
  expect([0, 60, 345, -210].map(offsetLabel)).toEqual(['UTC', 'UTC+01:00', 'UTC+05:45', 'UTC\u221203:30'])
})

describe('choices', () => {
  const choices = zoneChoices('fr', summer, ['Europe/Paris'])
  const found = (search: string) => searchZones(choices, search).map(({ id }) => id)

  test('the browser’s own zone comes first', () => {
    expect(choices[0]?.id).toBe('Europe/Paris')
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length)
  })
  test('an old name the browser no longer lists is not lost', () => {
    expect(zoneChoices('en', summer, ['Asia/Calcutta']).map(({ id }) => id)).toContain('Asia/Calcutta')
  })
  test('a city is found by its beginning first, without accents or capitals', () => {
    expect(found('paris')[0]).toBe('Europe/Paris')
    expect(found('REUNION')).toContain('Indian/Reunion')
    expect(found('new york')[0]).toBe('America/New_York')
  })
  test('an offset finds its zones', () => {
    expect(found('+05:45').map((id) => offsetMinutes(id, summer))).toEqual([345])
    expect(found('-02:30')).toContain('America/St_Johns')
  })
  test('the name people give it finds it', () => {
    expect(found('europe centrale')).toContain('Europe/Berlin')
  })
  test('nothing is nothing', () => {
    expect(found('atlantis')).toEqual([])
  })
})
