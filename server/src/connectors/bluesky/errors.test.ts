import { expect, test } from 'vitest'
import { retryTime, troubleOf } from './errors.ts'

const now = new Date('2026-11-20T10:00:00Z')
const session = {
  service: 'https://s.example',
  pdsUrl: 'https://p.example',
  did: 'did:plc:a',
  handle: 'a.test',
  accessJwt: 'eyJh.eyJi.sig',
  refreshJwt: 'refresh-secret',
  appPassword: 'abcd-efgh-ijkl-mnop',
}
const answer = (status: number, error: string, message = '', headers: Record<string, string> = {}) =>
  troubleOf({ kind: 'answer', status, headers, body: JSON.stringify({ error, message }) }, now, session)

test.each([
  [400, 'ExpiredToken', { kind: 'later', reason: 'sign_in_expired' }],
  [400, 'InvalidToken', { kind: 'sign_in' }],
  [401, 'AuthMissing', { kind: 'sign_in' }],
  [401, '', { kind: 'sign_in' }],
  [401, 'AccountTakedown', { kind: 'rejected', reason: 'account_restricted' }],
  [401, 'AccountDeactivated', { kind: 'rejected', reason: 'account_restricted' }],
  [403, 'AccountNotFound', { kind: 'rejected', reason: 'account_gone' }],
  [403, '', { kind: 'rejected', reason: 'not_permitted' }],
  [400, 'InvalidSwap', { kind: 'rejected', reason: 'key_taken' }],
  [400, 'InvalidRequest', { kind: 'rejected', reason: 'invalid' }],
  [413, 'PayloadTooLarge', { kind: 'rejected', reason: 'invalid' }],
  [404, 'XRPCNotSupported', { kind: 'rejected', reason: 'unsupported' }],
  [404, '', { kind: 'later', reason: 'service_down' }],
  [308, '', { kind: 'later', reason: 'service_down' }],
  // what may follow a done thing, or stand before one that is still being done, is doubt
  [303, '', { kind: 'unknown' }],
  [408, '', { kind: 'unknown' }],
  [500, 'InternalServerError', { kind: 'unknown' }],
  [502, 'UpstreamFailure', { kind: 'unknown' }],
  [503, 'NotEnoughResources', { kind: 'unknown' }],
  [504, 'UpstreamTimeout', { kind: 'unknown' }],
  // a name we know does not make a 5xx certain
  [502, 'InvalidToken', { kind: 'unknown' }],
])('%i %s', (status, error, trouble) => expect(answer(status, error)).toMatchObject(trouble))

test('success is no trouble', () => expect(answer(200, '')).toBeUndefined())

test('a page in place of an answer is judged by its status alone', () => {
  const page = (status: number) =>
    troubleOf({ kind: 'answer', status, headers: {}, body: '<html>Blocked</html>' }, now, session)
  expect(page(403)).toMatchObject({ kind: 'rejected', reason: 'not_permitted' })
  expect(page(502)).toMatchObject({ kind: 'unknown' })
})

test('when to come back', () => {
  expect(answer(429, 'RateLimitExceeded', '', { 'retry-after': '90' })).toMatchObject({
    kind: 'later',
    reason: 'rate_limited',
    retryAt: new Date('2026-11-20T10:01:30Z'),
  })
  expect(retryTime({ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, now)).toEqual(new Date('2026-11-20T11:00:00Z'))
  expect(retryTime({ 'ratelimit-reset': '1795172400' }, now)).toEqual(new Date(1795172400_000))
  expect(retryTime({ 'retry-after': 'soon', 'ratelimit-reset': '-' }, now)).toBeUndefined()
})

test('a service that quotes our secrets is not quoted', () => {
  const { accessJwt, refreshJwt, appPassword } = session
  const said = answer(400, 'InvalidRequest', `bad ${accessJwt} ${refreshJwt} ${appPassword} eyJx.eyJy.z and more`)
  const detail = 'InvalidRequest: bad [secret] [secret] [secret] [token] and more'
  expect(said).toEqual({ kind: 'rejected', reason: 'invalid', detail })
})
