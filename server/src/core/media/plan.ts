import type { MediaLimits } from '../../connectors/contract.ts'

/** What is known of a picture that is kept. */
export interface Picture {
  readonly type: string
  /** Upright. */
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly animated: boolean
  /** It must be turned to stand upright: not every network minds that. */
  readonly turned: boolean
  readonly alpha: boolean
  /** In colours for print, which few programs show right. */
  readonly print: boolean
}

/** What is to be done with a picture. Numbers of an encoding are a first try: see `smaller`. */
export type Plan =
  | { readonly kind: 'as_is' }
  | {
      readonly kind: 'encode'
      readonly type: string
      readonly animated: boolean
      readonly width: number
      readonly height: number
    }

/** How much of the bytes a photo loses by being drawn anew, as large as it was; seen on photos of telephones. */
const saved = 0.9

/**
 * Pure. As it is where the network takes it so; redrawn only when that is needed, in the best type the network takes, no larger than
 * it shows, and small enough at the first try for almost every photo.
 */
export function planFor(picture: Picture, limits: MediaLimits['image']): Plan {
  const { type, width, height, bytes, animated, turned, print } = picture
  const moves = animated && limits.animated.length > 0
  const takesType = moves ? limits.animated.includes(type) : limits.types.includes(type) && !animated
  const scale = Math.min(1, scaleOf(width, height, limits))
  if (takesType && scale === 1 && bytes <= limits.bytes && !turned && !print) return { kind: 'as_is' }
  const target = moves ? (limits.animated[0] ?? type) : typeFor(picture, limits)
  const fits = moves || bytes <= limits.bytes ? 1 : Math.min(1, Math.sqrt(limits.bytes / (bytes * saved)))
  return { kind: 'encode', type: target, animated: moves, ...sized(width, height, Math.min(scale, fits)) }
}

/** How much smaller it must be to be within the network's pixels and sides. */
function scaleOf(width: number, height: number, { pixels, side }: MediaLimits['image']): number {
  const byPixels = pixels === undefined ? 1 : Math.sqrt(pixels / (width * height))
  const bySide = side === undefined ? 1 : side / Math.max(width, height)
  return Math.min(byPixels, bySide)
}

function typeFor({ alpha, type, bytes }: Picture, limits: MediaLimits['image']): string {
  const take = (...wanted: readonly string[]) => wanted.find((one) => limits.types.includes(one))
  const usual = take('image/jpeg') ?? limits.types[0] ?? 'image/jpeg'
  // drawings and pictures of screens are PNG for a reason; too large, they become what photos are
  if (type === 'image/png' && bytes <= limits.bytes) return take('image/png') ?? usual
  return alpha ? (take('image/webp', 'image/png') ?? usual) : usual
}

/** Whole pixels, never more than asked for, at least one. */
function sized(width: number, height: number, scale: number): { width: number; height: number } {
  const side = (length: number) => Math.max(1, Math.floor(length * scale))
  return { width: side(width), height: side(height) }
}

/** The next try, when the last one came out too large. */
export function smaller(
  tried: { width: number; height: number; bytes: number },
  most: number,
): { width: number; height: number } {
  const scale = Math.min(0.9, Math.sqrt(most / tried.bytes) * 0.95)
  return sized(tried.width, tried.height, scale)
}
