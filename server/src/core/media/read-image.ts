import { readFile } from 'node:fs/promises'
import type { Metadata } from 'sharp'
import { errors } from '../errors.ts'
import { heicToJpeg } from './heic.ts'
import { intake } from './limits.ts'
import { drawPreview, type Drawn } from './preview.ts'
import { tooLarge } from './receive.ts'
import { draw, open } from './sharp.ts'
import type { ImageType } from './sniff.ts'
import { strip } from './strip/index.ts'

/** What is kept of a picture: no place, no time, no camera. */
export interface ReadImage {
  readonly bytes: Buffer
  readonly type: string
  readonly width: number
  readonly height: number
  readonly animated: boolean
  readonly preview: Drawn
}

/** @throws MEDIA_TOO_LARGE, MEDIA_CORRUPT */
export async function readImage(
  file: { readonly path: string; readonly bytes: number },
  type: ImageType,
): Promise<ReadImage> {
  if (file.bytes > intake.imageBytes) throw tooLarge(intake.imageBytes)
  const original = await readFile(file.path)
  try {
    await assertPixels(await open(original, { limitInputPixels: false }).metadata())
    const isHeic = type === 'image/heic' || type === 'image/heif'
    return await clean(isHeic ? await heicToJpeg(original) : original, isHeic ? 'image/jpeg' : type)
  } catch (error) {
    if (errors.mediaTooLarge.is(error)) throw error
    const words = 'The picture is damaged or not whole: export it again and upload it once more.'
    throw errors.mediaCorrupt(words, { field: 'file' }, { cause: error })
  }
}

async function assertPixels({ width, height, pages = 1, pageHeight }: Metadata): Promise<void> {
  const one = width * (pageHeight ?? height)
  if (one <= intake.imagePixels && one * pages <= intake.animationPixels) return
  const most = Math.floor(intake.imagePixels / 1_000_000)
  const words = `The picture has ${Math.ceil((one * pages) / 1_000_000)} megapixels; Vigie takes ${most}: make it smaller.`
  throw errors.mediaTooLarge(words, { field: 'file', pixels: one * pages })
}

async function clean(original: Buffer, type: string): Promise<ReadImage> {
  const metadata = await open(original).metadata()
  const { orientation = 1, pages = 1 } = metadata
  const { width, height } = metadata.autoOrient
  const preview = await draw(() => drawPreview(original))
  const bytes = strip(type, original, orientation) ?? (await redraw(original, type))
  return { bytes, type, width, height, animated: pages > 1, preview }
}

/** For what cannot be cleaned bit by bit: drawn again, as good as it was. */
const redraw = (original: Buffer, type: string): Promise<Buffer> =>
  draw(() => {
    const picture = open(original, { animated: type === 'image/gif' || type === 'image/webp' })
      .autoOrient()
      .keepIccProfile()
    if (type === 'image/png') return picture.png().toBuffer()
    if (type === 'image/webp') return picture.webp({ quality: 95 }).toBuffer()
    if (type === 'image/gif') return picture.gif().toBuffer()
    return picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
  })
