import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { animation, camera, drawing, heic, movie, photo } from '../../testing/pictures.ts'
import { upload, type Uploaded } from '../../testing/upload.ts'
import { TestWorld } from '../../testing/world.ts'
import { renditionFor } from './rendition.ts'
import { sweepFiles } from './sweep.ts'
import { usedBy } from './used-by.ts'

let world: TestWorld
let editor: Client
beforeAll(async () => {
  world = await TestWorld.create()
  editor = await world.signIn('editor')
})
afterAll(() => world[Symbol.asyncDispose]())

const send = (bytes: Buffer, name = 'a file', form: Record<string, string> = {}) =>
  upload(world, editor, { bytes, name, form })
const kept = async ({ id }: Pick<Uploaded, 'id'>) => {
  const row = await world.core.db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { row, bytes: await world.core.store.read(row.objectKey) }
}

describe('an upload', () => {
  test('is what its bytes are, upright, and tells nothing of where it was taken', async () => {
    const { status, body } = await send(await photo({ orientation: 6 }), 'C:\\Users\\mia\\été.png', {
      alt: ' A square ',
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      kind: 'image',
      type: 'image/jpeg',
      name: 'été.png',
      width: 240,
      height: 320,
      alt: 'A square',
      animated: false,
      seconds: null,
    })
    const { bytes } = await kept(body)
    expect(bytes.includes(camera) || bytes.includes('GPS')).toBe(false)
    const preview = await editor.get(world.path(`/media/${body.id}/content?size=preview`))
    expect([preview.status, preview.headers['content-type']]).toEqual([200, 'image/webp'])
    const [entry] = await world.core.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', body.id).execute()
    expect(entry?.action).toBe('media.added')
  })

  test('of a telephone’s HEIC becomes JPEG', async () => {
    const { body } = await send(heic(), 'IMG_1.HEIC')
    expect(body).toMatchObject({ type: 'image/jpeg', width: 96, height: 64 })
    const { dominant } = await sharp((await kept(body)).bytes).stats()
    expect(dominant.r).toBeGreaterThan(dominant.b)
  })

  test('of an animation, a film, a drawing', async () => {
    expect((await send(await animation())).body).toMatchObject({ type: 'image/gif', animated: true, width: 32 })
    expect((await send(await drawing().png().toBuffer())).body).toMatchObject({ type: 'image/png', animated: false })
    const webm = await send(await movie({ type: 'webm' }))
    expect(webm.body).toMatchObject({ kind: 'video', type: 'video/webm', width: 640, height: 360 })
    const film = await movie({ seconds: 3 })
    expect(film.includes('taken at')).toBe(true)
    const { body } = await send(film, 'film.mp4')
    expect(body).toMatchObject({ kind: 'video', type: 'video/mp4', width: 640, height: 360, seconds: 3 })
    const { bytes } = await kept(body)
    expect(bytes.length).toBe(film.length)
    expect(bytes.includes('taken at') || bytes.includes(camera)).toBe(false)
    const { status, headers } = await editor.call('GET', world.path(`/media/${body.id}/content`), undefined, {
      range: 'bytes=0-99',
    })
    expect([status, headers['content-range']]).toEqual([206, `bytes 0-99/${film.length}`])
  })

  test('of the same file again is the one that is there', async () => {
    const bytes = await photo({ width: 50 })
    const first = await send(bytes, 'one.jpg')
    const second = await send(bytes, 'two.jpg')
    expect([first.status, second.status, second.body.id]).toEqual([201, 200, first.body.id])
  })

  test.each<[string, () => Promise<Buffer>, number, string]>([
    ['a text', async () => Buffer.from('<svg onload="alert(1)"/>'), 415, 'MEDIA_TYPE'],
    ['a PDF', async () => Buffer.from('%PDF-1.7\n1 0 obj'), 415, 'MEDIA_TYPE'],
    ['half a photo', async () => (await photo()).subarray(0, 2000), 422, 'MEDIA_CORRUPT'],
    ['half a film', async () => (await movie()).subarray(0, 300), 422, 'MEDIA_CORRUPT'],
    ['half a HEIC', async () => heic().subarray(0, 900), 422, 'MEDIA_CORRUPT'],
    ['nothing', async () => Buffer.alloc(0), 422, 'VALIDATION_FAILED'],
    [
      'a few bytes that unpack to billions',
      () =>
        sharp({ create: { width: 16_000, height: 9000, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      413,
      'MEDIA_TOO_LARGE',
    ],
  ])('of %s is refused, and nothing is left of it', async (_, make, status, code) => {
    const before = await world.core.db.selectFrom('media').select('id').execute()
    const answer = await send(await make())
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(answer.body.detail).toMatch(/[a-z] [a-z]/)
    expect(await world.core.db.selectFrom('media').select('id').execute()).toHaveLength(before.length)
    expect(await readdir(world.core.incoming)).toEqual([])
  })

  test('of two files at once is refused', async () => {
    const bytes = await photo()
    const { body } = await upload(world, editor, { bytes, name: 'a.jpg', twice: true })
    expect(body.code).toBe('MEDIA_TOO_MANY')
    expect(await readdir(world.core.incoming)).toEqual([])
  })

  test('is for those who write', async () => {
    const viewer = await world.signIn('viewer')
    const answer = await upload(world, viewer, { bytes: await photo(), name: 'a.jpg' })
    expect(answer.body.code).toBe('FORBIDDEN')
  })
})

describe('the library', () => {
  test('is searched by name and alternative text, changed, and tidied', async () => {
    const { body: cat } = await send(await photo({ width: 61 }), 'chat_noir.jpg')
    const found = async (search: string) => {
      const { body } = await editor.get<{ items: Uploaded[] }>(
        world.path(`/media?search=${encodeURIComponent(search)}`),
      )
      return body.items.map(({ id }) => id)
    }
    expect(await found('NOIR chat')).toEqual([cat.id])
    // an underscore is no joker
    expect(await found('t_n chat')).toEqual([cat.id])
    expect(await found('chat_loir')).toEqual([])
    await editor.call('PATCH', world.path(`/media/${cat.id}`), { alt: 'Un félin sur un toit' })
    expect(await found('félin')).toEqual([cat.id])
    const removed = await editor.call('DELETE', world.path(`/media/${cat.id}`))
    expect([removed.status, await found('chat')]).toEqual([204, []])
  })

  test('keeps what a draft uses', async () => {
    const { body: used } = await send(await photo({ width: 62 }))
    const items = [{ text: 'Look', media: [{ mediaId: used.id, alt: '' }] }]
    const draft = await editor.post<{ id: string }>(world.path('/posts'), {
      items,
      accountIds: [],
      send: { kind: 'draft' },
    })
    expect(draft.status).toBe(201)
    const refused = await editor.call<{ code: string; postIds: string[] }>('DELETE', world.path(`/media/${used.id}`))
    expect(refused.body).toMatchObject({ code: 'MEDIA_IN_USE', postIds: [draft.body.id] })
    await editor.call('DELETE', world.path(`/posts/${draft.body.id}`))
    expect((await editor.call('DELETE', world.path(`/media/${used.id}`))).status).toBe(204)
  })
})

test('what a series is copied from keeps its pictures until the series ends, and nothing goes out without them', async () => {
  const { db } = world.core
  const account = await quietAccount(world, 'yearly.test')
  const { body: used } = await send(await photo({ width: 63 }))
  const { body: post } = await editor.post<{ id: string }>(world.path('/posts'), {
    items: [{ text: 'Every year', media: [{ mediaId: used.id, alt: 'A square' }] }],
    options: {},
    accountIds: [account.id],
    send: { kind: 'at', at: new Date(Date.now() + 86_400_000).toISOString() },
  })
  const series = await editor.post<{ id: string }>(world.path('/series'), { postId: post.id, rule: 'FREQ=YEARLY' })
  expect(series.status).toBe(201)
  await db
    .updateTable('delivery')
    .set({ state: 'published', remoteId: 'at://x' })
    .where('postId', '=', post.id)
    .execute()
  const remove = () => editor.call<{ code?: string }>('DELETE', world.path(`/media/${used.id}`))
  expect((await remove()).body).toMatchObject({ code: 'MEDIA_IN_USE', postIds: [post.id] })
  await db.updateTable('series').set({ endedAt: new Date() }).where('id', '=', series.body.id).execute()
  expect((await remove()).status).toBe(204)
  await db.deleteFrom('media').where('id', '=', used.id).execute()
  const parts = [{ media: [{ mediaId: used.id, alt: 'A square' }] }]
  await expect(db.transaction().execute((tx) => usedBy(tx, world.workspaceId, parts))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

describe('what is made for a network', () => {
  const limits = {
    images: 4,
    videos: 1,
    alt: 100,
    image: { types: ['image/jpeg'], animated: [], bytes: 20_000, pixels: 60_000 },
    video: { types: [], bytes: 0 },
  }

  test('fits, is upright and bare, and is made once', async () => {
    const { body } = await send(await photo({ orientation: 8, width: 800, height: 601 }))
    const { row } = await kept(body)
    const [first, again] = await Promise.all([
      renditionFor(world.core, row, limits),
      renditionFor(world.core, row, limits),
    ])
    const bytes = await first.read()
    expect(bytes.length).toBeLessThanOrEqual(limits.image.bytes)
    const { width, height, exif, icc, orientation, format } = await sharp(bytes).metadata()
    expect([width * height <= limits.image.pixels, exif, icc, orientation, format]).toEqual([
      true,
      undefined,
      undefined,
      undefined,
      'jpeg',
    ])
    expect([first.width, first.height, again.bytes]).toEqual([width, height, bytes.length])
    const later = await renditionFor(world.core, row, limits)
    expect(await later.read()).toEqual(bytes)
    const made = await world.core.db.selectFrom('mediaRendition').selectAll().where('mediaId', '=', row.id).execute()
    expect(made.filter(({ recipe }) => recipe !== 'preview')).toHaveLength(1)
  })

  test('is the file itself where that fits', async () => {
    const { body } = await send(await photo({ width: 100, height: 80 }))
    const { row, bytes } = await kept(body)
    const same = await renditionFor(world.core, row, { ...limits, image: { ...limits.image, bytes: 1_000_000 } })
    expect(await same.read()).toEqual(bytes)
  })
})

test('the sweep takes what nothing refers to, and nothing else', async () => {
  const { core } = world
  const { body: stays } = await send(await photo({ width: 63 }))
  const { body: goes } = await send(await photo({ width: 64 }))
  const { row: gone } = await kept(goes)
  await editor.call('DELETE', world.path(`/media/${goes.id}`))
  await mkdir(core.incoming, { recursive: true })
  const [half, fresh] = [join(core.incoming, 'half'), join(core.incoming, 'fresh')]
  for (const path of [half, fresh]) await writeFile(path, 'half a file')
  await utimes(half, new Date(0), new Date(0))
  // a process died between the entry and the bytes
  await core.db.insertInto('storedObject').values({ key: 'never-written' }).execute()
  await core.db
    .updateTable('storedObject')
    .set({ begunAt: sql<Date>`begun_at - interval '2 hours'` })
    .execute()
  await core.db
    .updateTable('media')
    .set({ deletedAt: sql<Date>`deleted_at - interval '2 hours'` })
    .where('id', '=', goes.id)
    .execute()
  await core.db.insertInto('storedObject').values({ key: 'just-begun' }).execute()
  await sweepFiles(core)
  await expect(core.store.read(gone.objectKey)).rejects.toMatchObject({ why: 'missing' })
  expect((await kept(stays)).bytes.length).toBeGreaterThan(0)
  expect(await readdir(core.incoming)).toEqual(['fresh'])
  const keys = (await core.db.selectFrom('storedObject').select('key').execute()).map(({ key }) => key)
  expect([keys.includes('never-written'), keys.includes('just-begun'), keys.includes(gone.objectKey)]).toEqual([
    false,
    true,
    false,
  ])
})
