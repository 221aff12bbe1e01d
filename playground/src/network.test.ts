import { expect, test } from 'vitest'
import { FaultyProxy, openBluesky } from './index.ts'

test('people can be told apart, post, and be taken down', { timeout: 60_000 }, async () => {
  await using network = await openBluesky()
  const { alice, mairie } = network
  expect(new Set([alice.did, network.bob.did, mairie.did]).size).toBe(3)
  await alice.agent.post({ text: 'Bonjour' })
  expect(await network.posts(alice.did)).toMatchObject([{ text: 'Bonjour' }])
  expect(await network.count(mairie.did)).toBe(0)
  await network.takeDown(alice.did)
  await expect(alice.agent.post({ text: 'encore' })).rejects.toThrow(/taken down/)
  await network.restore(alice.did)
  await alice.agent.login({ identifier: alice.handle, password: alice.password })
  await alice.agent.post({ text: 'encore' })
  expect(await network.count(alice.did)).toBe(2)
})

test('the proxy does to requests what it is told, and remembers them', { timeout: 60_000 }, async () => {
  await using network = await openBluesky()
  await using proxy = await FaultyProxy.open(network.url)
  const { alice } = network
  const put = async (rkey: string) => {
    const response = await fetch(`${proxy.url}/xrpc/com.atproto.repo.putRecord`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${alice.agent.session?.accessJwt}`,
        connection: 'close',
      },
      body: JSON.stringify({
        repo: alice.did,
        collection: 'app.bsky.feed.post',
        rkey,
        record: { $type: 'app.bsky.feed.post', text: rkey, createdAt: '2026-11-01T00:00:00.000Z' },
      }),
    })
    await response.text()
    return response.status
  }
  expect(await put('3aaaaaaaaaa22')).toBe(200)

  const lostAnswer = proxy.dropNextAnswer('putRecord')
  await expect(put('3aaaaaaaaab22')).rejects.toThrow()
  expect(await lostAnswer.met).toMatchObject({ outcome: 'answer_dropped', serviceStatus: 200 })

  const lostRequest = proxy.dropNextRequest()
  await expect(put('3aaaaaaaaac22')).rejects.toThrow()
  expect(await lostRequest.met).toMatchObject({ outcome: 'request_dropped', body: { rkey: '3aaaaaaaaac22' } })

  proxy.cutNextAnswer()
  await expect(put('3aaaaaaaaad22')).rejects.toThrow()

  proxy.answerNext(429, { 'retry-after': '7' }, { error: 'RateLimitExceeded' })
  expect(await put('3aaaaaaaaae22')).toBe(429)

  proxy.holdAnswers('putRecord')
  const held = put('3aaaaaaaaaf22')
  await expect.poll(() => network.count(alice.did)).toBe(4)
  expect(proxy.log.at(-1)?.outcome).toBe('open')
  proxy.releaseAnswers()
  expect(await held).toBe(200)

  const before = proxy.bytesReceived
  await proxy.refuse()
  await expect(put('3aaaaaaaaag22')).rejects.toThrow()
  expect(proxy.bytesReceived).toBe(before)
  await proxy.accept()
  expect(await put('3aaaaaaaaah22')).toBe(200)

  expect((await network.posts(alice.did)).map(({ rkey }) => rkey.at(-3))).toEqual(['a', 'b', 'd', 'f', 'h'])
  expect(proxy.log.map(({ outcome }) => outcome)).toEqual([
    'answered',
    'answer_dropped',
    'request_dropped',
    'answer_cut',
    'answered_by_proxy',
    'answered',
    'answered',
  ])
})

test('with an AppView people see each other', { timeout: 120_000 }, async () => {
  await using network = await openBluesky({ appView: true })
  const { alice, mairie } = network
  await alice.agent.post({ text: 'Le marché est-il ouvert demain ?' })
  await network.settled()
  const { data } = await mairie.agent.getAuthorFeed({ actor: alice.did })
  expect(data.feed.map(({ post }) => post.record)).toMatchObject([{ text: 'Le marché est-il ouvert demain ?' }])
  const profile = await mairie.agent.getProfile({ actor: alice.did })
  expect(profile.data.displayName).toBe('Alice Martin')
  const picture = await fetch(profile.data.avatar ?? '')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
})
