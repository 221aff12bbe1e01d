import { expect, test } from 'vitest'
import { toCredentials } from './refresh.ts'

const didDoc = (serviceEndpoint: string) => ({
  id: 'did:plc:a',
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }],
})
const pdsOf = (service: string, document: unknown) => {
  const answer = { did: 'did:plc:a', handle: 'a.test', accessJwt: 'x', refreshJwt: 'y', didDoc: document }
  return toCredentials(service, answer, undefined)['pdsUrl']
}

test.each([
  ['the PDS of the identity', 'https://bsky.social', didDoc('https://morel.example/'), 'https://morel.example'],
  ['the service, without an identity', 'https://bsky.social', undefined, 'https://bsky.social'],
  ['the service, with an identity that makes no sense', 'https://bsky.social', { id: 1 }, 'https://bsky.social'],
  ['never plain HTTP after HTTPS', 'https://bsky.social', didDoc('http://morel.example'), 'https://bsky.social'],
  ['plain HTTP where the service is', 'http://localhost:1', didDoc('http://localhost:2'), 'http://localhost:2'],
])('requests go to %s', (_, service, document, expected) => expect(pdsOf(service, document)).toBe(expected))
