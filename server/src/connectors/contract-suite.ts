import { expect, test } from 'vitest'
import type { Network } from './contract.ts'
import { optionsContract } from './testing/contract-options.ts'
import { inWorld, type NetworkWorld, type Opened } from './testing/contract-world.ts'
import { testPermit } from './testing/permit.ts'

export type { NetworkWorld } from './testing/contract-world.ts'

/**
 * What every network must pass. The test file of a network holds only the set-up.
 * @param only of a second way to sign in: what may depend on it
 */
export function connectorContract(network: Network, openWorld: () => Promise<NetworkWorld>, only?: RegExp): void {
  const contract = (name: string, body: (world: Opened) => Promise<void>) => {
    if (only?.test(name) === false) return
    test(`${network}: ${name}`, { timeout: 60_000 }, () => inWorld(openWorld, body))
  }

  optionsContract(contract)

  contract('what is published stands there once, as written', async ({ connector, credentials, prepared, texts }) => {
    const text = 'Bonjour à tous 👋🏽 #été https://example.com/a?b=c'
    const outcome = await connector.publish(testPermit.speech(), credentials, await prepared(text))
    expect(outcome).toMatchObject({
      kind: 'published',
      post: { id: expect.any(String), url: expect.stringContaining('http') },
    })
    expect(await texts()).toEqual([text])
  })

  contract('the same key again does no harm', async ({ connector, credentials, prepared, texts }) => {
    if (connector.capabilities.settlesBy !== 'same_key') return
    const post = await prepared('once')
    const first = await connector.publish(testPermit.speech(), credentials, post)
    expect(first).toMatchObject({ kind: 'published' })
    expect(await connector.publish(testPermit.speech(), credentials, post)).toEqual(first)
    const together = Array.from({ length: 5 }, () => connector.publish(testPermit.speech(), credentials, post))
    expect(await Promise.all(together)).toEqual(Array.from({ length: 5 }, () => first))
    expect(await texts()).toEqual(['once'])
  })

  contract(
    'another text under a used key changes nothing',
    async ({ connector, credentials, prepared, texts, withText }) => {
      if (connector.capabilities.settlesBy !== 'same_key') return
      const post = await prepared('first')
      await connector.publish(testPermit.speech(), credentials, post)
      const second = await connector.publish(testPermit.speech(), credentials, withText(post, 'second'))
      expect(second).toMatchObject({ kind: 'rejected', reason: 'key_taken' })
      expect(await texts()).toEqual(['first'])
    },
  )

  contract('a lost answer is unknown, and the post is found', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const post = await world.prepared('lost answer')
    const fault = proxy.dropNextAnswer(writes.publish)
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({ kind: 'unknown' })
    expect(await fault.met).toMatchObject({ outcome: 'answer_dropped' })
    const settled = await connector.settle(credentials, world.sent(post))
    expect(settled).toMatchObject({ kind: 'found' })
    expect(await world.texts()).toEqual(['lost answer'])
    expect(proxy.requests(writes.publish)).toHaveLength(1)
  })

  contract('half an answer is unknown', async ({ connector, credentials, proxy, writes, prepared, sent }) => {
    const post = await prepared('half')
    proxy.cutNextAnswer(writes.publish)
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({ kind: 'unknown' })
    expect(await connector.settle(credentials, sent(post))).toMatchObject({ kind: 'found' })
  })

  contract('a lost request is unknown, and the post is absent', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const post = await world.prepared('lost request')
    proxy.dropNextRequest(writes.publish)
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({ kind: 'unknown' })
    expect(await connector.settle(credentials, world.sent(post))).toEqual({ kind: 'absent' })
    expect(await world.texts()).toEqual([])
    // and may go out now
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({ kind: 'published' })
    expect(await world.texts()).toEqual(['lost request'])
  })

  contract('a gateway that gives up is unknown, whatever became of the request', async (world) => {
    const { connector, credentials, proxy, writes } = world
    for (const status of [500, 502, 503, 504]) {
      proxy.answerNext(status, {}, '<html>Try later</html>', writes.publish)
      const outcome = await connector.publish(testPermit.speech(), credentials, await world.prepared('gateway'))
      expect(outcome).toMatchObject({ kind: 'unknown' })
    }
  })

  contract(
    'a yes that is not the network’s own is unknown',
    async ({ connector, credentials, proxy, writes, prepared }) => {
      proxy.answerNext(200, {}, '<html>Welcome to the hotel</html>', writes.publish)
      const outcome = await connector.publish(testPermit.speech(), credentials, await prepared('portal'))
      expect(outcome).toMatchObject({ kind: 'unknown' })
    },
  )

  contract('while nothing can be read, settling knows nothing', async (world) => {
    const { connector, credentials, proxy } = world
    const sent = world.sent(await world.prepared('x'))
    await proxy.refuse()
    expect(await connector.settle(credentials, sent)).toMatchObject({ kind: 'unknown' })
    await proxy.accept()
    proxy.answerNext(502, {}, 'Bad Gateway')
    expect(await connector.settle(credentials, sent)).toMatchObject({ kind: 'unknown' })
  })

  contract('two of the same text are told apart', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const first = await connector.publish(testPermit.speech(), credentials, await world.prepared('same'))
    if (first.kind !== 'published') throw new Error('not published')
    const second = await world.prepared('same')
    proxy.dropNextRequest(writes.publish)
    await connector.publish(testPermit.speech(), credentials, second)
    expect(await connector.settle(credentials, world.sent(second, [first.post.id]))).toEqual({ kind: 'absent' })
    proxy.dropNextAnswer(writes.publish)
    await connector.publish(testPermit.speech(), credentials, second)
    const settled = await connector.settle(credentials, world.sent(second, [first.post.id]))
    if (settled.kind !== 'found') throw new Error(settled.kind)
    expect(settled.post.id).not.toBe(first.post.id)
    expect(await world.texts()).toEqual(['same', 'same'])
  })

  contract('sent again only once it was looked up, nothing is doubled', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const post = await world.prepared('never twice')
    for (const fault of ['request', 'answer'] as const) {
      if (fault === 'request') proxy.dropNextRequest(writes.publish)
      else proxy.dropNextAnswer(writes.publish)
      const outcome = await connector.publish(testPermit.speech(), credentials, post)
      expect(outcome).toMatchObject({ kind: 'unknown' })
      const settled = await connector.settle(credentials, world.sent(post))
      expect(settled.kind).toBe(fault === 'request' ? 'absent' : 'found')
    }
    expect(await world.texts()).toEqual(['never twice'])
  })

  contract('too often: later, at the time the network names', async (world) => {
    const { connector, credentials, proxy, writes, rateLimit } = world
    const { status, headers, body, retryAt } = rateLimit
    const post = await world.prepared('too often')
    proxy.answerNext(status, headers, body, writes.publish)
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({
      kind: 'later',
      reason: 'rate_limited',
      retryAt,
    })
    expect(await world.texts()).toEqual([])
  })

  contract(
    'too often, without a word of when',
    async ({ connector, credentials, proxy, writes, prepared, rateLimit }) => {
      proxy.answerNext(rateLimit.status, {}, rateLimit.body, writes.publish)
      const outcome = await connector.publish(testPermit.speech(), credentials, await prepared('too often'))
      expect(outcome).toMatchObject({ kind: 'later', reason: 'rate_limited' })
      expect(outcome).not.toHaveProperty('retryAt')
    },
  )

  contract('a no without a word is a no', async ({ connector, credentials, proxy, writes, prepared, texts }) => {
    proxy.answerNext(422, {}, '', writes.publish)
    const outcome = await connector.publish(testPermit.speech(), credentials, await prepared('no'))
    expect(outcome).toMatchObject({ kind: 'rejected', reason: 'invalid', detail: expect.stringContaining('422') })
    expect(await texts()).toEqual([])
  })

  contract('access that ran out is renewed', async (world) => {
    const { connector, credentials } = world
    if (world.expired === undefined) {
      expect(connector.expiresAt(credentials)).toBeUndefined()
      return
    }
    const old = world.expired(credentials)
    const post = await world.prepared('renewed')
    expect(connector.expiresAt(old)?.getTime()).toBeLessThan(Date.now())
    expect(await connector.publish(testPermit.speech(), old, post)).toMatchObject({
      kind: 'later',
      reason: 'sign_in_expired',
    })
    const renewed = await connector.refreshAuth(old)
    if (renewed.kind !== 'ok') throw new Error(renewed.detail)
    expect(renewed.expiresAt?.getTime()).toBeGreaterThan(Date.now())
    expect(connector.expiresAt(renewed.credentials)).toEqual(renewed.expiresAt)
    const outcome = await connector.publish(testPermit.speech(), renewed.credentials, post)
    expect(outcome).toMatchObject({ kind: 'published' })
  })

  contract('a sign-in taken back wants a person', async (world) => {
    const { connector, credentials } = world
    const post = await world.prepared('revoked')
    await world.revoke()
    const old = world.expired?.(credentials) ?? credentials
    expect(await connector.refreshAuth(old)).toMatchObject({ kind: 'revoked' })
    const broken = world.broken(credentials)
    expect(await connector.publish(testPermit.speech(), broken, post)).toMatchObject({ kind: 'sign_in' })
    expect(await connector.check(broken)).toMatchObject({ kind: 'sign_in' })
    expect(await world.texts()).toEqual([])
  })

  contract('trouble on the way is no revocation', async ({ connector, credentials, proxy }) => {
    await proxy.refuse()
    expect(await connector.refreshAuth(credentials)).toMatchObject({ kind: 'transient' })
    expect(await connector.check(credentials)).toMatchObject({ kind: 'transient' })
    await proxy.accept()
    proxy.answerNext(503, {}, 'Down')
    expect(await connector.refreshAuth(credentials)).toMatchObject({ kind: 'transient' })
    expect(await connector.check(credentials)).toMatchObject({ kind: 'ok' })
  })

  contract('a text too long is refused here, and by the network', async (world) => {
    const { connector, credentials, tooLong } = world
    expect(connector.validate(world.outbound(tooLong))).toMatchObject([{ code: 'text_too_long', field: 'text' }])
    expect(connector.text.count(tooLong).fits).toBe(false)
    expect(connector.text.count(tooLong.slice(1)).fits).toBe(true)
    expect(connector.validate(world.outbound(tooLong.slice(1)))).toEqual([])
    expect(await connector.prepare(credentials, world.outbound(tooLong))).toMatchObject({ reason: 'text_too_long' })
    const forced = world.withText(await world.prepared('short'), tooLong)
    expect(await connector.publish(testPermit.speech(), credentials, forced)).toMatchObject({
      kind: 'rejected',
      reason: 'text_too_long',
    })
    expect(await world.texts()).toEqual([])
  })

  contract('an empty text is refused', async ({ connector, outbound }) => {
    for (const text of ['', ' \n ']) {
      expect(connector.validate(outbound(text))).toMatchObject([{ code: 'text_empty', field: 'text' }])
    }
  })

  contract(
    'a service that is down was certainly not reached',
    async ({ connector, credentials, proxy, prepared, texts }) => {
      const post = await prepared('down')
      await proxy.refuse()
      const permit = testPermit.speech()
      expect(await connector.publish(permit, credentials, post)).toMatchObject({ kind: 'later', reason: 'unreachable' })
      expect(permit.spends).toBe(0)
      expect(await connector.remove(testPermit.care(), credentials, 'x')).not.toMatchObject({ kind: 'removed' })
      await proxy.accept()
      expect(await texts()).toEqual([])
    },
  )

  contract('what was taken down is gone, and taking it down again too', async (world) => {
    const { connector, credentials } = world
    const post = await world.prepared('taken down')
    const published = await connector.publish(testPermit.speech(), credentials, post)
    if (published.kind !== 'published') throw new Error('not published')
    for (let n = 0; n < 2; n++) {
      const outcome = await connector.remove(testPermit.care(), credentials, published.post.id)
      expect(outcome).toEqual({ kind: 'removed' })
      expect(await world.texts()).toEqual([])
    }
    expect(await connector.settle(credentials, world.sent(post))).toEqual({ kind: 'absent' })
  })

  contract('what its author deleted meanwhile is absent, and removed', async (world) => {
    const { connector, credentials } = world
    const post = await world.prepared('deleted elsewhere')
    const published = await connector.publish(testPermit.speech(), credentials, post)
    if (published.kind !== 'published') throw new Error('not published')
    await world.deleteElsewhere(published.post.id)
    expect(await connector.settle(credentials, world.sent(post))).toEqual({ kind: 'absent' })
    const outcome = await connector.remove(testPermit.care(), credentials, published.post.id)
    expect(outcome).toEqual({ kind: 'removed' })
  })

  contract('a lost answer to a removal is unknown', async ({ connector, credentials, proxy, writes, prepared }) => {
    const published = await connector.publish(testPermit.speech(), credentials, await prepared('removal'))
    if (published.kind !== 'published') throw new Error('not published')
    proxy.dropNextAnswer(writes.remove)
    const lost = await connector.remove(testPermit.care(), credentials, published.post.id)
    expect(lost).toMatchObject({ kind: 'unknown' })
    const again = await connector.remove(testPermit.care(), credentials, published.post.id)
    expect(again).toEqual({ kind: 'removed' })
  })

  contract(
    'what another tool left with the network’s scheduler is listed and cancelled, where there is one',
    async (world) => {
      const { connector, credentials, scheduleElsewhere } = world
      const { listScheduled, cancelScheduled } = connector
      const lists = connector.capabilities.listNativelyScheduled
      expect([listScheduled !== undefined, cancelScheduled !== undefined]).toEqual([lists, lists])
      if (listScheduled === undefined || cancelScheduled === undefined) return
      if (scheduleElsewhere === undefined) throw new Error('The world of this network schedules nothing')
      const dueAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000)
      const id = await scheduleElsewhere('left by another tool', dueAt)
      expect(await listScheduled(credentials)).toEqual({
        kind: 'listed',
        items: [{ id, text: 'left by another tool', dueAt }],
      })
      const spent = testPermit.care()
      spent.spend()
      expect(await cancelScheduled(spent, credentials, id)).not.toMatchObject({ kind: 'removed' })
      for (let n = 0; n < 2; n++) {
        expect(await cancelScheduled(testPermit.care(), credentials, id)).toEqual({ kind: 'removed' })
        expect(await listScheduled(credentials)).toEqual({ kind: 'listed', items: [] })
      }
      await world.proxy.refuse()
      expect(await listScheduled(credentials)).toMatchObject({ kind: 'unknown' })
      await world.proxy.accept()
    },
  )

  contract('what people do with a post is read where the network has that, and trouble is no answer', async (world) => {
    const { connector, credentials, proxy } = world
    const { capabilities, conversation, news, follow } = connector
    const outcome = await connector.publish(testPermit.speech(), credentials, await world.prepared('asked about'))
    if (outcome.kind !== 'published') throw new Error(outcome.kind)
    const { id } = outcome.post
    const has = [conversation, news, follow].map((one) => one !== undefined)
    expect(has).toEqual([capabilities.readReplies, capabilities.news !== 'none', capabilities.news === 'told'])
    await proxy.refuse()
    if (conversation !== undefined) expect(await conversation(credentials, id)).toMatchObject({ kind: 'later' })
    if (news !== undefined) expect(await news(credentials, undefined)).toMatchObject({ kind: 'later' })
    if (follow !== undefined) {
      const following = { signal: new AbortController().signal, onOpen: () => undefined, onNews: () => undefined }
      expect(await follow(credentials, following)).toMatchObject({ kind: 'ended' })
    }
    await proxy.accept()
    const revoked = world.broken(credentials)
    if (conversation !== undefined) expect(await conversation(revoked, id)).toMatchObject({ kind: 'sign_in' })
    if (news !== undefined) expect(await news(revoked, undefined)).toMatchObject({ kind: 'sign_in' })
  })

  contract('a permit that is over or spent sends nothing', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const post = await world.prepared('no permit')
    const before = proxy.bytesReceived
    const spent = testPermit.speech()
    spent.spend()
    for (const permit of [spent, testPermit.speech({ expired: () => true })]) {
      expect(await connector.publish(permit, credentials, post)).toMatchObject({
        kind: 'later',
        reason: 'permit_expired',
      })
    }
    expect(proxy.requests(writes.publish)).toEqual([])
    expect(proxy.bytesReceived).toBe(before)
    expect(await world.texts()).toEqual([])
  })

  contract('a permit that runs out while connecting sends nothing', async (world) => {
    const { connector, credentials, proxy, writes } = world
    const post = await world.prepared('slow connection')
    let over = false
    world.onConnecting(() => (over = true))
    const permit = testPermit.speech({ expired: () => over })
    const outcome = await connector.publish(permit, credentials, post)
    expect(outcome).toMatchObject({ kind: 'later', reason: 'permit_expired' })
    expect(over).toBe(true)
    expect(proxy.requests(writes.publish)).toEqual([])
    expect(await world.texts()).toEqual([])
  })

  contract('one permit, one request', async ({ connector, credentials, proxy, writes, prepared, texts }) => {
    const [one, two] = [await prepared('one'), await prepared('two')]
    const permit = testPermit.speech()
    const outcomes = await Promise.all([one, two].map((post) => connector.publish(permit, credentials, post)))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['later', 'published'])
    expect(proxy.requests(writes.publish)).toHaveLength(1)
    expect(await texts()).toHaveLength(1)
  })

  contract('signing in says what is wrong', async ({ connector, proxy, signIn }) => {
    if (signIn.unknownHandle !== undefined) {
      expect(await connector.signIn(signIn.unknownHandle)).toMatchObject({ kind: 'refused', reason: 'unknown_handle' })
    }
    expect(await connector.signIn(signIn.wrongPassword)).toMatchObject({ kind: 'refused', reason: 'wrong_password' })
    await proxy.refuse()
    expect(await connector.signIn(signIn.good)).toMatchObject({ kind: 'refused', reason: 'unreachable' })
  })

  contract(
    'credentials are strings alone, and profiles have what people look for',
    async ({ connector, credentials }) => {
      expect(JSON.parse(JSON.stringify(credentials))).toEqual(credentials)
      expect(Object.values(credentials).every((value) => typeof value === 'string')).toBe(true)
      const checked = await connector.check(credentials)
      if (checked.kind !== 'ok') throw new Error(checked.detail)
      const { id, handle, displayName, url, avatarUrl } = checked.profile
      expect([id, handle, displayName].every((value) => value !== '')).toBe(true)
      expect([url, avatarUrl].every((address) => URL.canParse(address ?? ''))).toBe(true)
    },
  )
}
