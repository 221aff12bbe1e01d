import { expect, test } from 'vitest'
import { signInEnds } from './sign-in-ends.ts'

const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
const session = {
  service: 'https://bsky.social',
  pdsUrl: 'x',
  did: 'did:plc:a',
  handle: 'a.test',
  accessJwt: token({}),
}

test('a session ends when it can be renewed no longer, which each renewal puts off', () => {
  const at = new Date('2026-12-04T10:00:00Z')
  const refreshJwt = token({ exp: at.getTime() / 1000 })
  expect(signInEnds({ ...session, refreshJwt })).toEqual({ at, putOff: true })
  expect(signInEnds({ ...session, refreshJwt, appPassword: 'x' })).toBeUndefined()
  expect(signInEnds({ ...session, refreshJwt: token({}) })).toBeUndefined()
})
