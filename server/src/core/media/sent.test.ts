import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../connectors/testing/local-server.ts'
import type { Account } from '../../db/schema.ts'
import type { Client } from '../../testing/client.ts'
import { camera, photo } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'
import { TestWorld } from '../../testing/world.ts'

// pictures and cards on the real network, from the API to the record
let world: TestWorld
let account: Account
let editor: Client
beforeAll(async () => {
  world = await TestWorld.create({ bluesky: true })
  await world.withoutUndo()
  account = await world.connect()
  editor = await world.signIn('editor')
})
afterAll(() => world[Symbol.asyncDispose]())

const send = (text: string, media: readonly object[] = [], options: object = {}, kind = 'now') =>
  editor.post<{ id: string; code?: string; errors?: object[] }>(world.path('/posts'), {
    items: [{ text, media }],
    options,
    accountIds: [account.id],
    send: kind === 'at' ? { kind, at: new Date(Date.now() + 3_600_000).toISOString() } : { kind },
  })
const embedOf = async (text: string) => {
  const { bluesky } = world
  const post = (await bluesky.posts(bluesky.mairie.did)).find((one) => one.text === text)
  return { embed: post?.record['embed'], shown: await bluesky.attachments(bluesky.mairie.did, post?.record['embed']) }
}

test('a large photo goes out small enough, upright, bare, with its words', async () => {
  const { body } = await upload(world, editor, {
    // noise does not compress: far more than the network takes
    bytes: await sharp({
      create: {
        width: 3000,
        height: 2000,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .withExif({ IFD0: { Model: camera } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer(),
    name: 'noise.jpg',
  })
  expect((await send('a photo', [{ mediaId: body.id, alt: 'Noise' }])).status).toBe(201)
  await world.processAll()
  const { shown } = await embedOf('a photo')
  expect(shown).toMatchObject([{ alt: 'Noise', type: 'image/jpeg' }])
  const [{ bytes, aspectRatio } = { bytes: Buffer.alloc(0), aspectRatio: undefined }] = shown
  const { width, height, exif } = await sharp(bytes).metadata()
  expect(bytes.length).toBeLessThanOrEqual(2_000_000)
  expect([aspectRatio, exif, width < height]).toEqual([{ width, height }, undefined, true])
})

test('nothing goes out without words for those who do not see it, unless the workspace says so', async () => {
  const { body } = await upload(world, editor, { bytes: await photo({ width: 90 }), name: 'a.jpg' })
  const use = { mediaId: body.id, alt: ' ' }
  const refused = await send('wordless', [use])
  expect(refused.body).toMatchObject({
    code: 'POST_INVALID',
    errors: [{ field: 'items.0.media.0.alt', problem: 'alt_missing' }],
  })
  const owner = await world.signIn('owner')
  await owner.patch(world.path(''), { requireAltText: false })
  expect((await send('wordless', [use])).status).toBe(201)
  // and the gate asks again, by the rule as it is then
  await owner.patch(world.path(''), { requireAltText: true })
  await world.processAll()
  expect((await world.deliveries()).at(-1)).toMatchObject({ state: 'held', reason: 'alt_missing' })
})

test('what the network would refuse is said when it is planned', async () => {
  const { body } = await upload(world, editor, { bytes: await photo({ width: 91 }), name: 'a.jpg' })
  const uses = Array.from({ length: 5 }, () => ({ mediaId: body.id, alt: 'x' }))
  expect((await send('five', uses)).body).toMatchObject({
    code: 'POST_INVALID',
    errors: [{ field: 'items.0.media', problem: 'media_refused' }],
  })
  const missing = await send('none', [{ mediaId: '00000000-0000-7000-8000-000000000000', alt: 'x' }])
  expect(missing.body.code).toBe('NOT_FOUND')
})

test('while the store does not answer, the post waits; then it goes out', async () => {
  const { body } = await upload(world, editor, { bytes: await photo({ width: 92 }), name: 'a.jpg' })
  const { store } = world.core
  const down = { ...store, read: () => Promise.reject(new Error('gone')) }
  Object.assign(world.core, { store: down })
  await send('waits', [{ mediaId: body.id, alt: 'x' }])
  await world.processAll()
  expect((await world.deliveries()).at(-1)).toMatchObject({ state: 'scheduled', reason: 'service_down' })
  Object.assign(world.core, { store })
  await world.settleAll()
  expect((await embedOf('waits')).shown).toHaveLength(1)
})

test('a first comment has pictures of its own', async () => {
  const { body } = await upload(world, editor, { bytes: await photo({ width: 93 }), name: 'a.jpg' })
  const firstComment = { text: 'the map', media: [{ mediaId: body.id, alt: 'The way there' }] }
  expect((await send('the fair', [], { firstComment })).status).toBe(201)
  await world.settleAll()
  expect((await embedOf('the map')).shown).toMatchObject([{ alt: 'The way there' }])
  expect((await embedOf('the fair')).embed).toBeUndefined()
})

test('a link gets the card of its page, unless the author wants none', async () => {
  const picture = await photo({ width: 2400, height: 1200 })
  await using site = await serve((request, response) => {
    if (request.url === '/p.jpg') return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
    const head =
      '<title>Page</title><meta property="og:title" content="Fête"><meta property="og:image" content="/p.jpg">'
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<head>${head}</head>`)
  })
  const text = `voir ${site.url}/`
  const shown = await editor.post<{ card: object }>(world.path('/link-card'), { url: `${site.url}/` })
  expect(shown.body).toMatchObject({ card: { title: 'Fête', picture: expect.stringContaining('data:image/jpeg') } })
  await send(text)
  await send(`${text} sans`, [], { linkCard: false })
  await world.processAll()
  const external = { uri: `${site.url}/`, title: 'Fête', description: '', thumb: { mimeType: 'image/jpeg' } }
  expect((await embedOf(text)).embed).toMatchObject({ $type: 'app.bsky.embed.external', external })
  expect((await embedOf(`${text} sans`)).embed).toBeUndefined()
})
