import type { MediaLimits, MediaUse, OutboundMedia } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import type { Media } from '../../db/schema.ts'
import type { Files } from '../context.ts'
import { renditionFor } from './rendition.ts'

/** What is said of one before its bytes are touched: for the checks of a post that is being planned. */
export function asKept(media: Media, use: MediaUse): OutboundMedia {
  const { id, kind, type, width, height, bytes, durationMs } = media
  const seconds = durationMs === null ? {} : { seconds: durationMs / 1000 }
  const focus = use.focus === undefined ? {} : { focus: use.focus }
  const read = () => Promise.reject(new Error('It was not prepared'))
  return { id, kind, type, width, height, bytes, ...seconds, alt: use.alt, ...focus, read }
}

/**
 * The same, ready for a network: pictures within its limits. Reversible, so before a permit is asked for.
 * @throws MEDIA_STORE; Error when one cannot be made to fit
 */
export async function asPrepared(
  core: Files,
  media: Media,
  use: MediaUse,
  limits: MediaLimits,
): Promise<OutboundMedia> {
  const { type, width, height, bytes, read } = await renditionFor(core, media, limits)
  return { ...asKept(media, use), type, width, height, bytes, read }
}

/** Those of a workspace, deleted ones too: what is planned goes out. In the order of the uses; undefined for what is not there. */
export async function findUsed(db: Db, workspaceId: string, uses: readonly MediaUse[]): Promise<(Media | undefined)[]> {
  if (uses.length === 0) return []
  const ids = uses.map(({ mediaId }) => mediaId)
  const rows = await db
    .selectFrom('media')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id))
}
