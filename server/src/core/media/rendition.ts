import { createHash } from 'node:crypto'
import type { MediaLimits } from '../../connectors/contract.ts'
import type { Media } from '../../db/schema.ts'
import type { Files } from '../context.ts'
import { keepBytes, storing } from './objects.ts'
import { render } from './render.ts'

/** Bytes of a picture or video, in the form that fits. */
export interface Rendition {
  readonly type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  read(): Promise<Buffer>
}

/** What was asked for, in few characters: the same limits, the same file. The number rises when we draw otherwise. */
const recipeOf = (limits: MediaLimits['image']): string =>
  `1-${createHash('sha256')
    .update(JSON.stringify(limits, Object.keys(limits).toSorted()))
    .digest('hex')
    .slice(0, 16)}`

/** The same picture for the same limits, asked for twice at once, is drawn once. */
const underway = new Map<string, Promise<Rendition>>()

/**
 * A picture or video as a network takes it: as it is where that fits, else drawn once and kept. A video is passed on as it is.
 * @throws MEDIA_STORE; Error when it cannot be made to fit
 */
export async function renditionFor(core: Files, media: Media, limits: MediaLimits): Promise<Rendition> {
  const asIs = fromStore(core, media)
  if (media.kind === 'video') return asIs
  const recipe = recipeOf(limits.image)
  const name = `${media.id} ${recipe}`
  const running = underway.get(name)
  if (running !== undefined) return running
  const work = find(core, media, recipe, limits.image).finally(() => underway.delete(name))
  underway.set(name, work)
  return work
}

async function find(core: Files, media: Media, recipe: string, limits: MediaLimits['image']): Promise<Rendition> {
  const kept = await core.db
    .selectFrom('mediaRendition')
    .selectAll()
    .where('mediaId', '=', media.id)
    .where('recipe', '=', recipe)
    .executeTakeFirst()
  if (kept !== undefined) return fromStore(core, kept)
  const original = await storing(() => core.store.read(media.objectKey))
  const made = await render(original, media, limits)
  if (made === undefined) return fromStore(core, media)
  const { bytes, ...size } = made
  const columns = { ...size, bytes: bytes.length, objectKey: await keepBytes(core, bytes, made.type) }
  await core.db
    .insertInto('mediaRendition')
    .values({ mediaId: media.id, recipe, ...columns })
    .onConflict((conflict) => conflict.columns(['mediaId', 'recipe']).doNothing())
    .execute()
  return { ...size, bytes: bytes.length, read: () => Promise.resolve(bytes) }
}

function fromStore(core: Files, row: Pick<Media, 'type' | 'width' | 'height' | 'bytes' | 'objectKey'>): Rendition {
  const { type, width, height, bytes, objectKey } = row
  return { type, width, height, bytes, read: () => storing(() => core.store.read(objectKey)) }
}
