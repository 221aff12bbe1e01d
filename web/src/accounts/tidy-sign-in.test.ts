import { expect, test } from 'vitest'
import { tidySignIn } from './tidy-sign-in.ts'

test('what was pasted becomes what the network wants', () => {
  expect(
    tidySignIn({
      service: ' bsky.social/ ',
      handle: ' @\u202abrand.bsky.social\u202c ',
      password: ' abcd-efgh-ijkl-mnop\n',
      code: '',
    }),
  ).toEqual({
    service: 'https://bsky.social',
    handle: 'brand.bsky.social',
    password: 'abcd-efgh-ijkl-mnop',
  })
})

test('a service on localhost keeps its scheme, a code is passed on', () => {
  expect(
    tidySignIn({ service: 'http://localhost:2583', handle: 'a.test', password: 'p', code: ' 12345 ' }),
  ).toMatchObject({
    service: 'http://localhost:2583',
    code: '12345',
  })
})
