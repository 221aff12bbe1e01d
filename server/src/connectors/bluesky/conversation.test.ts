import { beforeEach, expect, test } from 'vitest'
import type { Http } from '../http.ts'
import { createBluesky } from './index.ts'

// the network's own answers, as its app would get them; the real ones are read in e2e/after.spec.ts
const root = 'at://did:plc:mairie/app.bsky.feed.post/3kroot'
const cid = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a'
const at = '2026-11-27T10:00:00.000Z'
const credentials = {
  service: 'https://pds.example',
  pdsUrl: 'https://pds.example',
  did: 'did:plc:mairie',
  handle: 'mairie.test',
  accessJwt: 'access',
  refreshJwt: 'refresh',
}
let answer: () => Response
let asked: URL[] = []
beforeEach(() => void (asked = []))

const http: Http = {
  fetch: (input) => {
    asked.push(new URL(input instanceof Request ? input.url : input))
    return Promise.resolve(answer())
  },
  upload: () => Promise.reject(new Error('nothing is uploaded')),
  stream: () => Promise.reject(new Error('nothing is streamed')),
  send: () => Promise.reject(new Error('nothing is sent')),
  close: () => Promise.resolve(),
}
const bluesky = createBluesky({ http, now: () => new Date(at) })
const ask = () => bluesky.conversation?.(credentials, root)

let posts = 0
function post(
  text: string,
  more: { uri?: string; val?: string; embed?: object; createdAt?: string; replyCount?: number } = {},
) {
  const { uri = `at://did:plc:ann/app.bsky.feed.post/3k${posts++}`, val, createdAt = at, ...rest } = more
  return {
    uri,
    cid,
    author: { did: 'did:plc:ann', handle: 'ann.test', displayName: 'Ann' },
    record: { $type: 'app.bsky.feed.post', text, createdAt },
    indexedAt: new Date(Date.parse(at) + posts * 1000).toISOString(),
    ...(val === undefined ? {} : { labels: [{ src: 'did:plc:ann', uri, val, cts: at }] }),
    ...rest,
  }
}
const node = (one: object, replies: object[] = []) => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: one,
  replies,
})
const uri = 'at://did:plc:ann/app.bsky.feed.post/3kgone'
const deleted = { $type: 'app.bsky.feed.defs#notFoundPost', uri, notFound: true }
const blocked = { $type: 'app.bsky.feed.defs#blockedPost', uri, blocked: true, author: { did: 'did:plc:ann' } }

test('answers are read in their order, what is not shown is counted', async () => {
  const hiddenByUs = post('spam')
  const record = { $type: 'app.bsky.feed.threadgate', post: root, createdAt: at, hiddenReplies: [hiddenByUs.uri] }
  const deep = post('Et moi', { embed: { $type: 'app.bsky.embed.images#view', images: [] } })
  const first = post('Première')
  const second = post('Nue', { val: 'nudity', createdAt: 'yesterday' })
  const replies = [
    node(second),
    deleted,
    node(first, [node(deep)]),
    blocked,
    node(hiddenByUs),
    node(post('x', { val: '!hide' })),
  ]
  answer = () => Response.json({ thread: node(post('Bonjour', { uri: root }), replies), threadgate: { record } })
  const read = await ask()
  expect(read).toMatchObject({ kind: 'read', hidden: 4, more: false })
  expect(read).toHaveProperty('replies', [
    expect.objectContaining({
      id: first.uri,
      parentId: root,
      text: 'Première',
      author: { id: 'did:plc:ann', handle: 'ann.test', displayName: 'Ann' },
    }),
    expect.objectContaining({
      parentId: first.uri,
      text: 'Et moi',
      url: expect.stringContaining('https://bsky.app/profile/did:plc:ann/post/3k'),
    }),
    expect.objectContaining({ contentWarning: 'nudity', createdAt: new Date(second.indexedAt) }),
  ])
  expect(asked[0]?.searchParams.get('uri')).toBe(root)
})

test('no more than is useful, and it says that there is more', async () => {
  const many = Array.from({ length: 230 }, (_, n) => node(post(`n${n}`)))
  answer = () => Response.json({ thread: node(post('Bonjour', { uri: root }), many) })
  expect(await ask()).toMatchObject({ more: true, replies: { length: 200 } })
  let chain: object = node(post('deepest', { replyCount: 3 }))
  for (let n = 0; n < 7; n++) chain = node(post(`d${n}`, { replyCount: 1 }), [chain])
  answer = () => Response.json({ thread: node(post('Bonjour', { uri: root }), [chain]) })
  expect(await ask()).toMatchObject({ more: true, replies: { length: 8 } })
})

test('a deleted post, a sign-in that ran out and a network that is away are told apart', async () => {
  answer = () => Response.json({ thread: { ...deleted, uri: root } })
  expect(await ask()).toMatchObject({ kind: 'gone' })
  const no = (status: number, error: string) => () => Response.json({ error, message: 'x' }, { status })
  answer = no(400, 'NotFound')
  expect(await ask()).toMatchObject({ kind: 'gone' })
  answer = no(400, 'ExpiredToken')
  expect(await ask()).toMatchObject({ kind: 'later', reason: 'sign_in_expired' })
  answer = no(401, 'AuthMissing')
  expect(await ask()).toMatchObject({ kind: 'sign_in' })
  answer = no(502, 'UpstreamFailure')
  expect(await ask()).toMatchObject({ kind: 'later' })
  expect(await bluesky.conversation?.({}, root)).toMatchObject({ kind: 'sign_in' })
})
