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

test('leave given on a page of the server ends after its time, which renewing does not put off', () => {
  const grant = { ...session, refreshJwt: 'x', clientId: 'x', returnTo: 'x', proofSecret: '{}' }
  const given = { ...grant, givenAt: '2026-12-01T10:00:00.000Z' }
  expect(signInEnds(given)).toEqual({ at: new Date('2026-12-15T10:00:00Z'), putOff: false })
  expect(signInEnds({ ...given, clientSecret: '{}' })).toEqual({ at: new Date('2028-11-30T10:00:00Z'), putOff: false })
  expect(signInEnds(grant)).toBeUndefined()
})
