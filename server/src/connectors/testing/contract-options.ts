import { expect } from 'vitest'
import { quotePolicies, type OutboundOptions, type RemoteRef } from '../contract.ts'
import type { Opened } from './contract-world.ts'
import { testPermit } from './permit.ts'

type Contract = (name: string, body: (world: Opened) => Promise<void>) => void

/** What every network must pass of threads and options: those it has stand there, those it lacks it takes no notice of. */
export function optionsContract(contract: Contract): void {
  contract('each of a thread answers the one before, the first comment the first', async (world) => {
    const root = await say(world, 'one')
    const next = await say(world, 'two', { kind: 'thread_item', inReplyTo: { root, parent: root } })
    const last = await say(world, 'three', { kind: 'thread_item', inReplyTo: { root, parent: next } })
    const comment = await say(world, 'sources', { kind: 'first_comment', inReplyTo: { root, parent: root } })
    expect(await world.texts()).toEqual(['one', 'two', 'three', 'sources'])
    expect(await world.about(root.id)).toMatchObject({ root: null, parent: null })
    expect(await world.about(next.id)).toMatchObject({ root: root.id, parent: root.id })
    expect(await world.about(last.id)).toMatchObject({ root: root.id, parent: next.id })
    expect(await world.about(comment.id)).toMatchObject({ root: root.id, parent: root.id })
  })

  contract(
    'an item that does not know what it answers is not prepared',
    async ({ connector, credentials, outbound }) => {
      for (const kind of ['thread_item', 'first_comment'] as const) {
        // it is judged before what it answers is out
        expect(connector.validate(outbound('too early', { kind }))).toEqual([])
        const early = await connector.prepare(credentials, outbound('too early', { kind }))
        expect(early).toMatchObject({ kind: 'rejected', reason: 'invalid' })
      }
    },
  )

  contract('options that the network has are what stands there', async (world) => {
    const { visibility, quotePolicy, replyControl, contentWarning } = world.connector.capabilities
    const plain = await world.about((await say(world, 'plain')).id)
    expect(plain).toMatchObject({ language: 'fr', contentWarning: '', replyControl: ['everyone'] })
    for (const chosen of visibility) await stands(world, { visibility: chosen })
    for (const chosen of quotePolicy) await stands(world, { quotePolicy: chosen })
    for (const chosen of replyControl) await stands(world, { replyControl: [chosen] })
    if (replyControl.length > 0) await stands(world, { replyControl: ['mentioned', 'following'] })
    if (contentWarning !== undefined) {
      await stands(world, { contentWarning: contentWarning === 'text' ? 'Une élection' : (contentWarning[0] ?? '') })
    }
  })

  contract('options that the network lacks change nothing', async (world) => {
    const { visibility, quotePolicy, replyControl, contentWarning } = world.connector.capabilities
    const lacking: OutboundOptions = {
      ...(visibility.length === 0 ? { visibility: 'followers' } : {}),
      ...(replyControl.length === 0 ? { replyControl: ['nobody'] } : {}),
      ...(contentWarning === 'text' ? {} : { contentWarning: 'Une élection' }),
      ...quotePolicies.filter((one) => !quotePolicy.includes(one)).map((one) => ({ quotePolicy: one }))[0],
    }
    const plain = await world.about((await say(world, 'plain')).id)
    expect(await world.about((await say(world, 'as plain', { options: lacking })).id)).toEqual(plain)
  })

  contract('where who may quote is a matter of the server, one that does not know it is not asked', async (world) => {
    const { quotePolicyFeature } = world.connector.capabilities
    if (quotePolicyFeature === undefined) return
    const known = await world.prepared('known', { options: { quotePolicy: 'nobody' }, features: [quotePolicyFeature] })
    const unknown = await world.prepared('unknown', { options: { quotePolicy: 'nobody' }, features: [] })
    expect(Object.keys(known.body).length).toBe(Object.keys(unknown.body).length + 1)
  })

  contract('an answer that is lost with options is found, and the same again makes no second', async (world) => {
    const { connector, credentials, proxy } = world
    const { replyControl } = connector.capabilities
    const options = replyControl.includes('nobody') ? ({ replyControl: ['nobody'] } as const) : {}
    const post = await world.prepared('lost with options', { options })
    proxy.dropNextAnswer(({ method }) => method === 'POST')
    expect(await connector.publish(testPermit.speech(), credentials, post)).toMatchObject({ kind: 'unknown' })
    const settled = await connector.settle(credentials, world.sent(post))
    if (settled.kind !== 'found') throw new Error(settled.kind)
    expect(await world.about(settled.post.id)).toMatchObject(options)
    if (connector.capabilities.settlesBy === 'same_key') {
      await connector.publish(testPermit.speech(), credentials, post)
      expect(await connector.settle(credentials, world.sent(post))).toEqual(settled)
    }
    expect(await world.texts()).toEqual(['lost with options'])
  })

  contract('who may reply can be changed afterwards, where the network allows', async (world) => {
    const { connector, credentials, proxy } = world
    const { changeReplyControl } = connector.capabilities
    const { prepareReplyControl, setReplyControl } = connector
    expect([prepareReplyControl !== undefined, setReplyControl !== undefined]).toEqual([
      changeReplyControl,
      changeReplyControl,
    ])
    if (prepareReplyControl === undefined || setReplyControl === undefined) return
    const { id } = await say(world, 'changed afterwards')
    for (const rules of [['nobody'], ['mentioned', 'followers'], ['everyone']] as const) {
      const ready = await prepareReplyControl(credentials, id, rules)
      if (ready.kind !== 'ready') throw new Error(ready.detail)
      const spent = testPermit.care()
      spent.spend()
      expect(await setReplyControl(spent, credentials, ready.prepared)).not.toMatchObject({ kind: 'changed' })
      expect(await setReplyControl(testPermit.care(), credentials, ready.prepared)).toEqual({ kind: 'changed' })
      expect(await world.about(id)).toMatchObject({ replyControl: rules })
    }
    await proxy.refuse()
    expect(await prepareReplyControl(credentials, id, ['nobody'])).toMatchObject({ kind: 'later' })
    await proxy.accept()
    expect(await world.texts()).toEqual(['changed afterwards'])
  })
}

async function say(world: Opened, text: string, more: Parameters<Opened['outbound']>[1] = {}): Promise<RemoteRef> {
  const post = await world.prepared(text, more)
  const outcome = await world.connector.publish(testPermit.speech(), world.credentials, post)
  if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome))
  const { id, version } = outcome.post
  return { id, ...(version === undefined ? {} : { version }) }
}

async function stands(world: Opened, options: OutboundOptions): Promise<void> {
  const { quotePolicyFeature } = world.connector.capabilities
  const features = quotePolicyFeature === undefined ? [] : [quotePolicyFeature]
  const { id } = await say(world, `with ${JSON.stringify(options)}`, { options, features })
  expect(await world.about(id)).toMatchObject(options)
}
