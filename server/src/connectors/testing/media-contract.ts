import sharp from 'sharp'
import { expect, test } from 'vitest'
import { movie } from '../../testing/pictures.ts'
import type { MediaLimits, Network, OutboundMedia } from '../contract.ts'
import { inWorld, type NetworkWorld, type Opened } from './contract-world.ts'
import { testPermit } from './permit.ts'

const [width, height] = [60, 40]

/** A picture as the preparation hands it over. */
export async function picture(alt: string, more: Partial<OutboundMedia> = {}): Promise<OutboundMedia> {
  // no two alike: a network may take the same bytes for the same file
  const background = `hsl(${Math.floor(Math.random() * 360)}, 50%, 50%)`
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const kept = { id: alt, kind: 'image', type: 'image/jpeg', width, height, bytes: bytes.length } as const
  return { ...kept, alt, read: () => Promise.resolve(bytes), ...more }
}

export async function film(alt: string, more: Partial<OutboundMedia> = {}): Promise<OutboundMedia> {
  const bytes = await movie()
  const kept = {
    id: alt,
    kind: 'video',
    type: 'video/mp4',
    width: 640,
    height: 360,
    bytes: bytes.length,
    seconds: 2,
  } as const
  return { ...kept, alt, read: () => Promise.resolve(bytes), ...more }
}

/** What every network that takes pictures and videos must pass. */
export function mediaContract(network: Network, openWorld: () => Promise<NetworkWorld>): void {
  const contract = (name: string, body: (world: Opened) => Promise<void>) =>
    test(`${network}: ${name}`, { timeout: 60_000 }, () => inWorld(openWorld, body))

  const publish = async (world: Opened, text: string, media: readonly OutboundMedia[]) => {
    const { connector, credentials } = world
    const ready = await connector.prepare(credentials, { ...world.outbound(text), media })
    if (ready.kind !== 'ready') throw new Error(ready.detail)
    expect(await world.texts()).toEqual([])
    return connector.publish(testPermit.speech(), credentials, ready.prepared)
  }

  contract('pictures stand below the text in their order, with their words', async (world) => {
    const media = [await picture('Un chat 🐈'), await picture('')]
    expect(await publish(world, 'two', media)).toMatchObject({ kind: 'published' })
    const shown = await world.attachments()
    expect(shown.map(({ alt, bytes }) => [alt, bytes])).toEqual([
      ['Un chat 🐈', Buffer.from((await media[0]?.read()) ?? [])],
      ['', Buffer.from((await media[1]?.read()) ?? [])],
    ])
  })

  contract('a video, and no text at all', async (world) => {
    const video = await film('Rain')
    expect(await publish(world, '', [video])).toMatchObject({ kind: 'published' })
    expect(await world.attachments()).toMatchObject([{ alt: 'Rain', bytes: Buffer.from(await video.read()) }])
  })

  contract('more than the network takes is refused here', async (world) => {
    const { connector } = world
    const { media: limits } = connector.capabilities
    const [image, video] = [await picture('a'), await film('b')]
    const against = (media: readonly OutboundMedia[], mediaLimits: MediaLimits = limits) =>
      connector.validate({ ...world.outbound('ok'), media, mediaLimits })
    expect(against(Array.from({ length: limits.images }, () => image))).toEqual([])
    const wrong = [
      against(Array.from({ length: limits.images + 1 }, () => image)),
      against([image, video]),
      against([{ ...video, bytes: limits.video.bytes + 1 }]),
      against([{ ...video, type: 'video/x-unknown' }]),
      against([{ ...image, alt: 'x'.repeat(limits.alt + 1) }]),
      against([image], { ...limits, images: 0 }),
    ]
    for (const problems of wrong)
      expect(problems[0]).toMatchObject({ code: 'media_refused', detail: expect.any(String) })
  })

  contract('trouble with an upload leaves nothing behind, and says what it is', async (world) => {
    const { connector, credentials, proxy, writes, rateLimit } = world
    const draft = { ...world.outbound('trouble'), media: [await picture('x')] }
    proxy.answerNext(503, {}, 'Down', writes.upload)
    expect(await connector.prepare(credentials, draft)).toMatchObject({ kind: 'later', reason: 'service_down' })
    proxy.answerNext(rateLimit.status, rateLimit.headers, rateLimit.body, writes.upload)
    expect(await connector.prepare(credentials, draft)).toMatchObject({ kind: 'later', reason: 'rate_limited' })
    proxy.dropNextAnswer(writes.upload)
    expect(await connector.prepare(credentials, draft)).toMatchObject({ kind: 'later', reason: 'unreachable' })
    proxy.answerNext(writes.refusal.status, {}, writes.refusal.body, writes.upload)
    expect(await connector.prepare(credentials, draft)).toMatchObject({ kind: 'rejected', reason: 'media_refused' })
    const [old, expected] =
      world.expired === undefined
        ? [world.broken(credentials), { kind: 'sign_in' }]
        : [world.expired(credentials), { kind: 'later', reason: 'sign_in_expired' }]
    expect(await connector.prepare(old, draft)).toMatchObject(expected)
    expect(await world.texts()).toEqual([])
    expect(await connector.prepare(credentials, draft)).toMatchObject({ kind: 'ready' })
  })

  contract('a file that cannot be read now waits', async ({ connector, credentials, outbound }) => {
    const media = [await picture('x', { read: () => Promise.reject(new Error('The store does not answer')) })]
    expect(await connector.prepare(credentials, { ...outbound('x'), media })).toMatchObject({ kind: 'later' })
  })
}
