import type { Sharp } from 'sharp'
import type { MediaLimits } from '../../connectors/contract.ts'
import { planFor, smaller, type Picture, type Plan } from './plan.ts'
import { draw, open } from './sharp.ts'

export interface Rendered {
  readonly bytes: Buffer
  readonly type: string
  readonly width: number
  readonly height: number
}

type Encode = Extract<Plan, { kind: 'encode' }>

const mostTries = 8

/**
 * A picture as a network takes it, without anything but its pixels. Undefined: it is fine as it is.
 * @throws Error when it cannot be made to fit
 */
export async function render(
  original: Buffer,
  media: Pick<Picture, 'type' | 'width' | 'height' | 'bytes' | 'animated'>,
  limits: MediaLimits['image'],
): Promise<Rendered | undefined> {
  const { orientation = 1, hasAlpha, space } = await open(original).metadata()
  const print = space === 'cmyk'
  const plan = planFor({ ...media, turned: orientation > 1, alpha: hasAlpha, print }, limits)
  return plan.kind === 'as_is' ? undefined : draw(() => fit(original, plan, limits.bytes))
}

async function fit(original: Buffer, plan: Encode, most: number): Promise<Rendered> {
  let { width, height } = plan
  for (let tries = 0; tries < mostTries; tries++) {
    const bytes = await encode(original, { ...plan, width, height })
    if (bytes.length <= most) return { bytes, type: plan.type, width, height }
    ;({ width, height } = smaller({ width, height, bytes: bytes.length }, most))
  }
  throw new Error('It cannot be made small enough')
}

/** Upright, in sRGB, without EXIF, XMP or profile: what sharp does unless it is told to keep them. */
function encode(original: Buffer, { type, width, height, animated }: Encode): Promise<Buffer> {
  const picture = open(original, { animated }).autoOrient().resize(width, height, { fit: 'fill' })
  return as(type, picture).toBuffer()
}

function as(type: string, picture: Sharp): Sharp {
  if (type === 'image/png') return picture.png()
  if (type === 'image/webp') return picture.webp({ quality: 86 })
  if (type === 'image/gif') return picture.gif()
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 85 })
}
