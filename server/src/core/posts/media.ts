import type { Item } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { PostOptions } from '../../db/schema.ts'
import { errors } from '../errors.ts'

interface Words {
  readonly items?: readonly Item[] | null | undefined
  readonly options?: PostOptions | null | undefined
  readonly variants?: readonly Words[] | undefined
}

/** The media that a post uses, in the order of its items, each as often as it is used. */
function mediaIn({ items, options, variants = [] }: Words): string[] {
  const all = [...(items ?? []), ...(options?.firstComment ? [options.firstComment] : [])]
  return [...all.flatMap(({ media }) => media.map(({ mediaId }) => mediaId)), ...variants.flatMap(mediaIn)]
}

/**
 * Everything a post uses is in its workspace's library; nobody takes it out before this transaction has ended.
 * @throws NOT_FOUND
 */
export async function assertMedia(tx: Tx, workspaceId: string, words: Words): Promise<void> {
  const ids = [...new Set(mediaIn(words))]
  if (ids.length === 0) return
  const found = await tx
    .selectFrom('media')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .forShare()
    .execute()
  if (found.length < ids.length) throw errors.notFound('One of the media is not in this workspace.', { field: 'media' })
}
