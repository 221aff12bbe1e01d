import type { Db } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/**
 * A halt that concerns a workspace: its own, or one of the whole installation.
 * @throws NOT_FOUND, also for a halt of another workspace (I11)
 */
export async function findHaltHere(db: Db, workspaceId: string, id: string): Promise<Halt> {
  const found = await db
    .selectFrom('halt')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('workspaceId', 'is', null), eb('workspaceId', '=', workspaceId)]))
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}
