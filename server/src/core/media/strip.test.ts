import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { animation, camera, drawing, photo } from '../../testing/pictures.ts'
import { strip } from './strip/index.ts'

const pixels = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer()
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'

async function expectStripped(type: string, bytes: Buffer, orientation = 1): Promise<Buffer> {
  const stripped = strip(type, bytes, orientation)
  if (stripped === undefined) throw new Error('It was not understood')
  expect(await pixels(stripped)).toEqual(await pixels(bytes))
  const { exif, xmp: left, iptc } = await sharp(stripped).metadata()
  // of EXIF, at most which way up
  expect(exif?.length ?? 0).toBeLessThan(40)
  expect([left, iptc]).toEqual([undefined, undefined])
  for (const told of [camera, 'GPS', 'Somebody', 'xmpmeta', 'secret comment'])
    expect(stripped.includes(told)).toBe(false)
  return stripped
}

describe('a picture without what people did not mean to publish', () => {
  test.each([1, 3, 6, 8])('JPEG, turned by %i: same pixels, same colours, same way up', async (orientation) => {
    const bytes = await photo({ orientation })
    const before = await sharp(bytes).metadata()
    expect(bytes.includes(camera)).toBe(true)
    const stripped = await expectStripped('image/jpeg', bytes, orientation)
    const after = await sharp(stripped).metadata()
    expect([after.orientation ?? 1, after.icc]).toEqual([orientation, before.icc])
  })

  test('JPEG in several scans, with comment and XMP, and a film behind its end', async () => {
    const progressive = await drawing().withXmp(xmp).jpeg({ progressive: true }).toBuffer()
    const comment = Buffer.from('\xff\xfe\x00\x10secret comment', 'latin1')
    const bytes = Buffer.concat([
      progressive.subarray(0, 2),
      comment,
      progressive.subarray(2),
      Buffer.from('GPS of a film'),
    ])
    await expectStripped('image/jpeg', bytes)
  })

  test('PNG, WebP and GIF, moving ones too', async () => {
    const exif = { IFD0: { Model: camera } }
    await expectStripped('image/png', await drawing().withExif(exif).withXmp(xmp).png().toBuffer())
    await expectStripped('image/webp', await drawing().withExif(exif).withXmp(xmp).webp().toBuffer())
    await expectStripped('image/webp', await animation('webp'))
    const gif = await animation('gif')
    // a comment, before the last byte
    const comment = Buffer.from('\x21\xfe\x0esecret comment\x00', 'latin1')
    const commented = Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)])
    expect((await sharp(await expectStripped('image/gif', commented), { animated: true }).metadata()).pages).toBe(3)
  })

  test('what is no such picture, or ends too early, is not understood', async () => {
    const bytes = await photo()
    expect(strip('image/jpeg', Buffer.from('not a picture'))).toBeUndefined()
    expect(strip('image/jpeg', bytes.subarray(0, 300))).toBeUndefined()
    expect(strip('image/png', bytes)).toBeUndefined()
  })
})
