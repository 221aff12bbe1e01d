import { z } from 'zod'
import { intake } from '../../core/media/limits.ts'
import type { Media } from '../../db/schema.ts'
import { at, id, instant } from './common.ts'

export const altText = z.string().max(intake.altCharacters)

const types = z.array(z.string())

/** As `connectors/contract.ts` has it. */
export const mediaLimits = z
  .object({
    images: z.int(),
    videos: z.int(),
    image: z.object({ types, animated: types, bytes: z.int(), pixels: z.int().optional(), side: z.int().optional() }),
    video: z.object({ types, bytes: z.int(), pixels: z.int().optional(), seconds: z.number().optional() }),
    alt: z.int().describe('Most characters of an alternative text'),
  })
  .meta({ id: 'MediaLimits' })

export const media = z
  .object({
    id,
    kind: z.enum(['image', 'video']),
    name: z.string(),
    type: z.string().describe('Read from the bytes'),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    animated: z.boolean(),
    seconds: z.number().nullable(),
    alt: z.string().describe('Offered when it is used next'),
    createdAt: instant,
  })
  .meta({ id: 'Media' })

export function toMedia(row: Media): z.infer<typeof media> {
  const { kind, name, type, width, height, bytes, animated, durationMs, alt, createdAt } = row
  const seconds = durationMs === null ? null : durationMs / 1000
  return { id: row.id, kind, name, type, width, height, bytes, animated, seconds, alt, createdAt: at(createdAt) }
}
