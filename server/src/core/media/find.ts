import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Media } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/** @throws NOT_FOUND, also for one of another workspace (I11) */
export async function findMedia(db: Db, workspaceId: string, id: string): Promise<Media> {
  const found = await db
    .selectFrom('media')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

interface Asked {
  /** Words in the name or in the alternative text. */
  readonly search?: string | undefined
  readonly kind?: Media['kind'] | undefined
  /** An id: those that came before it. */
  readonly before?: string | undefined
  readonly limit: number
}

/** A workspace's library, the newest first. */
export async function listMedia(db: Db, workspaceId: string, { search, kind, before, limit }: Asked): Promise<Media[]> {
  let select = db.selectFrom('media').selectAll().where('workspaceId', '=', workspaceId).where('deletedAt', 'is', null)
  if (before !== undefined) select = select.where('id', '<', before)
  if (kind !== undefined) select = select.where('kind', '=', kind)
  for (const word of (search ?? '').split(/\s+/).filter((part) => part !== '')) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    select = select.where(sql<boolean>`(name ilike ${pattern} or alt ilike ${pattern})`)
  }
  return select.orderBy('id', 'desc').limit(limit).execute()
}
