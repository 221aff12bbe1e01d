import type { MediaLimits } from '../contract.ts'
import { inside, type Fields } from './context.ts'

/** Of a server that does not say: https://docs.joinmastodon.org/user/posting/#media */
export const usualMedia: MediaLimits = {
  images: 4,
  videos: 1,
  image: {
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    animated: ['image/gif'],
    bytes: 16_777_216,
    pixels: 33_177_600,
  },
  video: { types: ['video/mp4', 'video/quicktime', 'video/webm'], bytes: 103_809_024, pixels: 8_294_400 },
  alt: 1500,
}

/** What a server says it takes: https://docs.joinmastodon.org/entities/Instance/#media_attachments */
export function readMediaLimits(configuration: Fields): MediaLimits {
  const said = inside(configuration, 'media_attachments')
  const number = (fields: Fields, name: string, usual: number): number => {
    const value = fields[name]
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : usual
  }
  const { image, video } = usualMedia
  const taken = said['supported_mime_types']
  const known = Array.isArray(taken) && taken.length > 0 ? new Set<unknown>(taken) : undefined
  const among = (types: readonly string[]) => (known === undefined ? types : types.filter((type) => known.has(type)))
  const images = among(image.types)
  const videos = among(video.types)
  return {
    images:
      images.length === 0 ? 0 : number(inside(configuration, 'statuses'), 'max_media_attachments', usualMedia.images),
    videos: videos.length === 0 ? 0 : 1,
    image: {
      types: images,
      animated: among(image.animated),
      bytes: number(said, 'image_size_limit', image.bytes),
      pixels: number(said, 'image_matrix_limit', image.pixels ?? 0),
    },
    video: {
      types: videos,
      bytes: number(said, 'video_size_limit', video.bytes),
      pixels: number(said, 'video_matrix_limit', video.pixels ?? 0),
    },
    alt: number(said, 'description_limit', usualMedia.alt),
  }
}
