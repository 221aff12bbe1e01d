import type { Db } from '../../db/pool.ts'
import type { Media } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Files, transact } from '../context.ts'
import { intake } from './limits.ts'
import { keepBytes, keepFile } from './objects.ts'
import { previewRecipe } from './preview.ts'
import { readImage } from './read-image.ts'
import { readVideo } from './read-video.ts'
import type { Received } from './receive.ts'
import { sniff, type ImageType } from './sniff.ts'

interface Given {
  readonly workspaceId: string
  readonly name: string
  readonly alt: string
  readonly received: Received
  readonly personId: string | null
  readonly actor: Actor
}

export interface Added {
  readonly media: Media
  /** The same file was in the library already. */
  readonly known: boolean
}

/**
 * Takes a picture or video into a workspace's library: recognised, proven whole, freed of what tells of people's places, stored, and
 * only then entered.
 * @throws MEDIA_TYPE, MEDIA_TOO_LARGE, MEDIA_CORRUPT, MEDIA_STORE: nothing is kept then
 */
export async function addMedia(core: Files, given: Given): Promise<Added> {
  const { received, workspaceId } = given
  const known = await sameFile(core.db, workspaceId, received.sha256)
  if (known !== undefined) return { media: known, known: true }
  const sniffed = await sniff(received.path)
  return sniffed.kind === 'image' ? addImage(core, given, sniffed.type) : addVideo(core, given, sniffed.type)
}

type Columns = Pick<Media, 'kind' | 'type' | 'width' | 'height' | 'bytes' | 'durationMs' | 'animated' | 'objectKey'>
interface Preview {
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly objectKey: string
}

async function addImage(core: Files, given: Given, type: ImageType): Promise<Added> {
  const { bytes, preview, ...read } = await readImage(given.received, type)
  const objectKey = await keepBytes(core, bytes, read.type)
  const small = { ...preview.size, bytes: preview.bytes.length }
  const previewKey = await keepBytes(core, preview.bytes, 'image/webp')
  const columns = { ...read, kind: 'image', bytes: bytes.length, durationMs: null, objectKey } as const
  return enter(core, given, columns, { ...small, objectKey: previewKey })
}

async function addVideo(core: Files, given: Given, type: string): Promise<Added> {
  const { received } = given
  const read = await readVideo(received.path, type)
  const objectKey = await keepFile(core, received.path, type)
  const columns = { ...read, kind: 'video', type, bytes: received.bytes, animated: false, objectKey } as const
  return enter(core, given, columns)
}

async function enter(core: Files, given: Given, columns: Columns, preview?: Preview): Promise<Added> {
  const { workspaceId, personId, actor } = given
  const { sha256 } = given.received
  const name = nameOf(given.name)
  const alt = given.alt.trim().slice(0, intake.altCharacters)
  return transact(core, async (tx) => {
    const media = await tx
      .insertInto('media')
      .values({ id: newId(), workspaceId, name, alt, sha256, uploadedBy: personId, ...columns })
      // the same file twice at the same moment
      .onConflict((conflict) => conflict.columns(['workspaceId', 'sha256']).where('deletedAt', 'is', null).doNothing())
      .returningAll()
      .executeTakeFirst()
    const known = media ?? (await sameFile(tx, workspaceId, sha256))
    if (known === undefined) throw new Error('A file was neither entered nor known')
    if (media === undefined) return { media: known, known: true }
    if (preview !== undefined) {
      await tx
        .insertInto('mediaRendition')
        .values({ mediaId: media.id, recipe: previewRecipe, type: 'image/webp', ...preview })
        .execute()
    }
    const subject = { kind: 'media', id: media.id } as const
    const detail = { name, type: columns.type, bytes: columns.bytes }
    await record(tx, { workspaceId, action: 'media.added', actor, subject, detail })
    return { media, known: false }
  })
}

/** The end of a path, without characters that play tricks on readers. */
const nameOf = (given: string): string =>
  (given.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim().slice(0, intake.nameCharacters) || 'file'

async function sameFile(db: Db, workspaceId: string, sha256: Buffer): Promise<Media | undefined> {
  return db
    .selectFrom('media')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('sha256', '=', sha256)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}
