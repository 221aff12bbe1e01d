import { fileTypeFromFile } from 'file-type'
import { errors } from '../errors.ts'
import { imageTypes, videoTypes } from './limits.ts'

export type ImageType = (typeof imageTypes)[number]
export type VideoType = (typeof videoTypes)[number]
export type Sniffed =
  | { readonly kind: 'image'; readonly type: ImageType }
  | { readonly kind: 'video'; readonly type: VideoType }

const aliases: Readonly<Record<string, string>> = {
  // iPhones write several pictures or none moving under these names
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'image/apng': 'image/png',
  'video/x-m4v': 'video/mp4',
  'video/x-matroska': 'video/webm',
}

/**
 * What a file is, by its first bytes: neither its name nor what the browser calls it counts.
 * @throws MEDIA_TYPE naming what it is, where that is known
 */
export async function sniff(path: string): Promise<Sniffed> {
  const found = await fileTypeFromFile(path)
  const mime = aliases[found?.mime ?? ''] ?? found?.mime
  const image = imageTypes.find((type) => type === mime)
  if (image !== undefined) return { kind: 'image', type: image }
  const video = videoTypes.find((type) => type === mime)
  if (video !== undefined) return { kind: 'video', type: video }
  const what = found === undefined ? 'This is no picture and no video' : `This file is ${found.mime}`
  throw errors.mediaType(`${what}. Give a JPEG, PNG, WebP, GIF or HEIC picture, or an MP4, MOV or WebM video.`, {
    field: 'file',
    type: mime ?? null,
  })
}
