import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import sharp, { type Sharp } from 'sharp'

/** Where the photos of the tests were taken: nobody may learn it from what is kept or published. */
const place = { latitude: '45/1 45/1 50/1', longitude: '4/1 50/1 10/1' }
export const camera = 'Telephone of the tests'

/** A picture with a bit of everything: a corner that tells where up is, a gradient, noise. */
export function drawing(width = 320, height = 240): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g"><stop offset="0" stop-color="#204060"/><stop offset="1" stop-color="#e0c060"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/><rect width="25%" height="25%" fill="#d02020"/></svg>`
  return sharp(Buffer.from(svg))
}

/** A photo that tells where it was taken, with which camera, in the colours of a telephone. */
export const photo = (
  options: { readonly orientation?: number; readonly width?: number; readonly height?: number } = {},
) =>
  drawing(options.width, options.height)
    .flatten({ background: '#fff' })
    .withIccProfile('p3')
    .withExif({
      IFD0: { Model: camera, Copyright: 'Somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: place.latitude, GPSLongitudeRef: 'E', GPSLongitude: place.longitude },
    })
    .withMetadata({ orientation: options.orientation ?? 1 })
    .jpeg({ quality: 90 })
    .toBuffer()

/** Three pictures one after the other. */
export async function animation(type: 'gif' | 'webp' = 'gif'): Promise<Buffer> {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
    sharp({ create: { width: 32, height: 24, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  const joined = sharp(await Promise.all(frames), { join: { animated: true } })
  return type === 'gif' ? joined.gif().toBuffer() : joined.webp().toBuffer()
}

/** As telephones write it: 96 by 64, blue on its left third, red elsewhere. Made with libheif and kvazaar. */
export const heic = (): Buffer => Buffer.from(heicBytes, 'base64')

/** A film of this many seconds, without anything to see: its index is what matters. */
export async function movie(
  options: { readonly type?: 'mp4' | 'webm'; readonly seconds?: number } = {},
): Promise<Buffer> {
  const { type = 'mp4', seconds = 2 } = options
  const format = type === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat()
  const output = new Output({ format, target: new BufferTarget() })
  const source = new EncodedVideoPacketSource(type === 'mp4' ? 'avc' : 'vp8')
  output.addVideoTrack(source)
  if (type === 'mp4') output.setMetadataTags({ title: camera, comment: 'taken at 45.7639 N' })
  await output.start()
  const avcC = Buffer.from('0142001fffe1000a6742001fda0280f684000168ce3c80'.slice(0, 46), 'hex')
  const decoderConfig = {
    codec: type === 'mp4' ? 'avc1.42001f' : 'vp8',
    codedWidth: 640,
    codedHeight: 360,
    ...(type === 'mp4' ? { description: avcC } : {}),
  }
  for (let at = 0; at < seconds; at++) {
    const packet = new EncodedPacket(new Uint8Array(2000).fill(at + 1), at === 0 ? 'key' : 'delta', at, 1)
    await source.add(packet, { decoderConfig })
  }
  await output.finalize()
  return Buffer.from(output.target.buffer ?? new ArrayBuffer(0))
}

const heicBytes =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAxNtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAVGlsb2MAAAAAREAAAgABAAAAAAM3AAMAAAAAAAAAtAAAALQAAAAjAAAA1wAAABcAAgAAAAAEJQADAAAAAAAAALQAAAC0AAAAEAAAAMQAAAAOAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAAAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAaHZjMQAAAAIyaXBycAAAAg1pcGNvAAAA2mh2Y0MBAWAAAAAAAAAAAAC68AD8/fj4AAALBiAAAQAaQAEMAv//AWAAAAMAgAAAAwAAAwC6AAAsCQAhAAEALUIBAgFgAAADAIAAAAMAAAMAugAAoDCBBcuSTKpuAhoMCAAAAwAIAAADAMhAACIAAQAIRAHBcYKZIAAgAAEAGkABDAL//wFgAAADAIAAAAMAAAMAugAALAkAIQABAC1CAQIBYAAAAwCAAAADAAADALoAAKAwgQXLkkyqbgIaDAgAAAMACAAAAwDIQAAiAAEAB0QBwXGCmSAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAADSaHZjQwEBYAAAAAAAAAAAALrwAPz8+PgAAAsGIAABABpAAQwC//8BYAAAAwCAAAADAAADALoAACwJACEAAQApQgECAWAAAAMAgAAAAwAAAwC6AADAwgQXLkkyqbAgAAADACAAAAMDIQAiAAEACEQBwXGCmSAAIAABABpAAQwC//8BYAAAAwCAAAADAAADALoAACwJACEAAQApQgECAWAAAAMAgAAAAwAAAwC6AADAwgQXLkkyqbAgAAADACAAAAMDIQAiAAEAB0QBwXGCmSAAAAAOcGl4aQAAAAABCAAAACdhdXhDAAAAAHVybjptcGVnOmhldmM6MjAxNTphdXhpZDoxAAAAAB1pcG1hAAAAAAAAAAIAAQOBAgMAAgSEAgWGAAAAGmlyZWYAAAAAAAAADmF1eGwAAgABAAEAAAHIbWRhdAAAALBOAQWrMv5GbJhBQmmuNWqRVJ7z8Ut2YXphYXIgSEVWQyBFbmNvZGVyIHYuIDIuMy4xLWVhMDlhZjUgLSBDb3B5bGVmdCAyMDEyLTIwMTUgLSBodHRwOi8vdWx0cmF2aWRlby5jcy50dXQuZmkvIC0gb3B0aW9uczogOTZ4NjQgZGVibG9jaz0xOjA6MCBzYW89MyBpbnRyYV9wZXJpb2Q9NjQgcXA9MjYgcmVmPTEAgAAAAB8mAa94ButxT/9T30HQFn7EVzxt7b/bhJfO/eo3h9HAAAAAE1ABhA0CAAT0AAADAyEAAARdAIAAAACwTgEFqzL+RmyYQUJprjVqkVSe8/FLdmF6YWFyIEhFVkMgRW5jb2RlciB2LiAyLjMuMS1lYTA5YWY1IC0gQ29weWxlZnQgMjAxMi0yMDE1IC0gaHR0cDovL3VsdHJhdmlkZW8uY3MudHV0LmZpLyAtIG9wdGlvbnM6IDk2eDY0IGRlYmxvY2s9MTowOjAgc2FvPTMgaW50cmFfcGVyaW9kPTY0IHFwPTI2IHJlZj0xAIAAAAAMJgGu8PGcL54QtXxwAAAAClABhAUCABL0AIA='
