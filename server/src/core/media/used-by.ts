import type { MediaUse, OutboundMedia } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import { errors } from '../errors.ts'
import { asKept, findUsed } from './outbound.ts'

interface Using {
  readonly media: readonly MediaUse[]
}

interface Used {
  /** The workspace lets nothing out without alternative text. */
  readonly needsAlt: boolean
  /** What a part uses, as the checks of a network take it. */
  mediaOf(part: Using): OutboundMedia[]
}

/**
 * Reads at once what the parts of a post use. Nothing is asked where they use nothing.
 * @throws NOT_FOUND where one is not there any more: nothing goes out without the pictures it was written with
 */
export async function usedBy(tx: Tx, workspaceId: string, parts: readonly Using[]): Promise<Used> {
  const uses = parts.flatMap(({ media }) => media)
  if (uses.length === 0) return { needsAlt: false, mediaOf: () => [] }
  const found = await findUsed(tx, workspaceId, uses)
  if (found.includes(undefined))
    throw errors.notFound('One of the media is not in this workspace any more.', { field: 'media' })
  const { requireAltText } = await tx
    .selectFrom('workspace')
    .select('requireAltText')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const byId = new Map(found.flatMap((media) => (media === undefined ? [] : [[media.id, media] as const])))
  return {
    needsAlt: requireAltText,
    mediaOf: (part) =>
      part.media.flatMap((use) => {
        const media = byId.get(use.mediaId)
        return media === undefined ? [] : [asKept(media, use)]
      }),
  }
}
