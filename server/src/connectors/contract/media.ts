/** Pictures, videos and link cards. A part of the contract (contract.ts), which imports nothing. */

/** What a network, or an account's own server, takes of pictures and videos. */
export interface MediaLimits {
  /** Most in one post. None of one kind stands beside the other. */
  readonly images: number
  readonly videos: number
  readonly image: {
    /** MIME types, the preferred one first. */
    readonly types: readonly string[]
    /** Those in which what moves goes on moving. */
    readonly animated: readonly string[]
    readonly bytes: number
    readonly pixels?: number
    /** Longest side, in pixels. */
    readonly side?: number
  }
  readonly video: {
    readonly types: readonly string[]
    readonly bytes: number
    readonly pixels?: number
    readonly seconds?: number
  }
  /** Most characters of an alternative text. */
  readonly alt: number
}

/** A picture or video of an outbound, as it fits the account's limits. */
export interface OutboundMedia {
  readonly id: string
  readonly kind: 'image' | 'video'
  /** MIME type. */
  readonly type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** Of a video. */
  readonly seconds?: number
  /** Words for those who do not see it. */
  readonly alt: string
  /** What must stay visible where it is cut: from -1, -1 (bottom left) to 1, 1 (top right). */
  readonly focus?: { readonly x: number; readonly y: number } | undefined
  read(): Promise<Uint8Array>
}

/** What a page says of itself to those who link to it. */
export interface LinkCard {
  readonly url: string
  readonly title: string
  readonly description: string
  readonly picture?: OutboundMedia
}

/** What a network would refuse for certain of an item's pictures and videos. `field` is a path in the outbound. */
export interface MediaProblem {
  readonly code: 'media_refused'
  readonly field: string
  readonly detail: string
}

/**
 * Pure. By the limits alone. The size of a picture is no problem: it is drawn to fit before.
 * @param network its name, for the person who reads the problem
 */
export function mediaProblems(media: readonly OutboundMedia[], limits: MediaLimits, network: string): MediaProblem[] {
  const problem = (field: string, detail: string): MediaProblem => ({ code: 'media_refused', field, detail })
  const images = media.filter(({ kind }) => kind === 'image').length
  const videos = media.length - images
  const problems: MediaProblem[] = []
  if (images > limits.images)
    problems.push(problem('media', `${images} pictures; ${network} takes ${limits.images} in one post`))
  if (videos > limits.videos) {
    const most = limits.videos === 0 ? 'no video' : `${limits.videos} in one post`
    problems.push(problem('media', `${videos} videos; ${network} takes ${most}`))
  }
  if (images > 0 && videos > 0)
    problems.push(problem('media', `${network} takes pictures or a video in one post, not both`))
  for (const [index, one] of media.entries()) {
    const at = `media.${index}`
    if (one.kind === 'video')
      problems.push(...videoProblems(one, limits.video, network).map((detail) => problem(at, detail)))
    const words = Array.from(one.alt).length
    if (words > limits.alt) {
      const detail = `${words} characters of alternative text; ${network} takes ${limits.alt}`
      problems.push(problem(`${at}.alt`, detail))
    }
  }
  return problems
}

function videoProblems(video: OutboundMedia, limits: MediaLimits['video'], network: string): string[] {
  const { type, bytes, width, height, seconds = 0 } = video
  const size = (count: number) => `${(count / 1_000_000).toFixed(1)} MB`
  const problems: string[] = []
  if (!limits.types.includes(type)) problems.push(`${network} does not take videos of the type ${type}`)
  if (bytes > limits.bytes) problems.push(`The video has ${size(bytes)}; ${network} takes ${size(limits.bytes)}`)
  if (limits.seconds !== undefined && seconds > limits.seconds)
    problems.push(`The video lasts ${Math.ceil(seconds)} s; ${network} takes ${limits.seconds} s`)
  if (limits.pixels !== undefined && width * height > limits.pixels)
    problems.push(`The video has ${width} × ${height} pixels, more than ${network} takes`)
  return problems
}
