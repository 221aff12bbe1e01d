import { stripGif } from './gif.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

/**
 * The same picture, bit for bit, without place, time, camera and comments. Undefined where that cannot be done: it is drawn anew then.
 */
export function strip(type: string, bytes: Buffer, orientation = 1): Buffer | undefined {
  if (type === 'image/jpeg') return stripJpeg(bytes, orientation)
  if (orientation > 1) return undefined
  if (type === 'image/png') return stripPng(bytes)
  if (type === 'image/webp') return stripWebp(bytes)
  return type === 'image/gif' ? stripGif(bytes) : undefined
}
