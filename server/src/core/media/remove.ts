import { sql } from 'kysely'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { usesOf } from './uses.ts'

/**
 * Takes a file out of the library; its bytes go with the next sweep.
 * @throws NOT_FOUND; MEDIA_IN_USE while something that may still go out has it
 */
export async function removeMedia(core: Core, workspaceId: string, id: string, actor: Actor): Promise<void> {
  await transact(core, async (tx) => {
    // whoever puts it into a post takes the same lock
    const media = await tx
      .selectFrom('media')
      .select('name')
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .where('deletedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (media === undefined) throw errors.notFound()
    const uses = await usesOf(tx, workspaceId, id)
    if (uses.length > 0) {
      const words = `${uses.length} post(s) use it: take it out of them first, or delete them.`
      throw errors.mediaInUse(words, { postIds: uses })
    }
    await tx
      .updateTable('media')
      .set({ deletedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    const subject = { kind: 'media', id } as const
    await record(tx, { workspaceId, action: 'media.deleted', actor, subject, detail: { name: media.name } })
  })
}
