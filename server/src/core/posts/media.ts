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

/** Everything a post uses is in its workspace's library. @throws NOT_FOUND */
export async function assertMedia(_tx: Tx, _workspaceId: string, words: Words): Promise<void> {
  // @TODO there is no library yet: nothing can be in it
  if (mediaIn(words).length > 0) throw errors.notFound('One of the media is not in this workspace.', { field: 'media' })
}
