import type { Readable } from 'node:stream'
import type { Media } from '../../db/schema.ts'
import type { Files } from '../context.ts'
import { storing } from './objects.ts'
import { previewRecipe } from './preview.ts'

interface Shown {
  readonly type: string
  readonly bytes: number
  open(range?: { readonly start: number; readonly end: number }): Promise<Readable>
}

/** What a person of the workspace looks at: the file as it is kept, or a small picture of it. A video has no small picture. */
export async function contentOf(core: Files, media: Media, size: 'preview' | 'whole'): Promise<Shown> {
  const small = size === 'preview' && media.kind === 'image' ? await previewOf(core, media) : undefined
  const { type, bytes, objectKey } = small ?? media
  return { type, bytes, open: (range) => storing(() => core.store.stream(objectKey, range)) }
}

const previewOf = ({ db }: Files, { id }: Media) =>
  db
    .selectFrom('mediaRendition')
    .selectAll()
    .where('mediaId', '=', id)
    .where('recipe', '=', previewRecipe)
    .executeTakeFirst()
