import type { Media } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findMedia } from './find.ts'

/** The words that are offered when it is used next: posts that use it already keep theirs. @throws NOT_FOUND */
export async function changeMedia(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly change: { readonly name?: string | undefined; readonly alt?: string | undefined }
    readonly actor: Actor
  },
): Promise<Media> {
  const { workspaceId, id, change, actor } = request
  if (Object.values(change).every((value) => value === undefined)) return findMedia(core.db, workspaceId, id)
  return transact(core, async (tx) => {
    const changed = await tx
      .updateTable('media')
      .set(change)
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .where('deletedAt', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (changed === undefined) throw errors.notFound()
    await record(tx, { workspaceId, action: 'media.changed', actor, subject: { kind: 'media', id }, detail: change })
    return changed
  })
}
