import type { MediaLimits } from '@vigie/server/contract'
import type { Media } from '../api/types.ts'

/** What a network would not take of what is attached. */
export type Misfit =
  | { readonly kind: 'images' | 'videos'; readonly network: string; readonly most: number }
  | { readonly kind: 'mixed'; readonly network: string }
  | {
      readonly kind: 'video_type' | 'video_bytes' | 'video_seconds'
      readonly network: string
      readonly name: string
      readonly most: number
    }

export interface Taker {
  readonly network: string
  readonly limits: MediaLimits | null
}

/** Pure. Each problem once for each network. Pictures that are too large are no problem: they are drawn smaller. */
export function misfits(media: readonly Media[], takers: readonly Taker[]): Misfit[] {
  const images = media.filter(({ kind }) => kind === 'image').length
  const videos = media.filter(({ kind }) => kind === 'video')
  const found = takers.flatMap(({ network, limits }): Misfit[] => {
    if (limits === null) return []
    const problems: Misfit[] = []
    if (images > limits.images) problems.push({ kind: 'images', network, most: limits.images })
    if (videos.length > limits.videos) problems.push({ kind: 'videos', network, most: limits.videos })
    if (images > 0 && videos.length > 0) problems.push({ kind: 'mixed', network })
    for (const { name, type, bytes, seconds } of videos) {
      const { video } = limits
      if (!video.types.includes(type)) problems.push({ kind: 'video_type', network, name, most: 0 })
      else if (bytes > video.bytes)
        problems.push({ kind: 'video_bytes', network, name, most: Math.floor(video.bytes / 1e6) })
      else if (video.seconds !== undefined && (seconds ?? 0) > video.seconds)
        problems.push({ kind: 'video_seconds', network, name, most: video.seconds })
    }
    return problems
  })
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}

/** The most characters of an alternative text that every network takes. */
export const altLimit = (takers: readonly Taker[]): number =>
  Math.min(2000, ...takers.map(({ limits }) => limits?.alt ?? Number.POSITIVE_INFINITY))
