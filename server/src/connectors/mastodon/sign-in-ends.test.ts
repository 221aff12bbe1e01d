import { expect, test } from 'vitest'
import { endOf, signInEnds } from './sign-in-ends.ts'

const now = new Date('2026-11-27T10:00:00Z')

test('access ends where the server says when, and not otherwise', () => {
  const week = { expires_in: 7 * 86_400 }
  expect(signInEnds({ ...endOf(week, now) })).toEqual({ at: new Date('2026-12-04T10:00:00Z'), putOff: false })
  for (const other of [undefined, {}, { expires_in: null }, { expires_in: 0 }, { expires_in: 1e18 }]) {
    expect(signInEnds({ ...endOf(other, now) })).toBeUndefined()
  }
})
