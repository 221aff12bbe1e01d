import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Core } from '../context.ts'

/** Long enough for the largest upload of the slowest line, in ms. */
const grace = 60 * 60 * 1000
const perRound = 100

/**
 * Removes what a crash left half written, and what was deleted: objects that nothing has referred to for an hour, and files that
 * have been on their way into the store for as long. Any process may do it at any time.
 */
export async function sweepFiles(core: Core): Promise<void> {
  await core.db
    .deleteFrom('media')
    .where('deletedAt', '<', sql<Date>`now() - make_interval(secs => ${grace / 1000})`)
    .execute()
  for (const key of await unreferred(core.db)) await removeObject(core, key)
  await sweepIncoming(core)
}

async function unreferred(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('storedObject as o')
    .select('o.key')
    .where('o.begunAt', '<', sql<Date>`now() - make_interval(secs => ${grace / 1000})`)
    .where(sql<boolean>`not exists (select from media m where m.object_key = o.key)`)
    .where(sql<boolean>`not exists (select from media_rendition r where r.object_key = o.key)`)
    .limit(perRound)
    .execute()
  return rows.map(({ key }) => key)
}

/** The entry goes last, and the bytes while it is locked: nothing can come to refer to it meanwhile, and a crash leaves the entry. */
async function removeObject(core: Core, key: string): Promise<void> {
  await core.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('storedObject').where('key', '=', key).execute()
    await core.store.drop(key)
  })
}

async function sweepIncoming({ incoming, clock }: Core): Promise<void> {
  const names = await readdir(incoming).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && found.mtimeMs < clock.wall().getTime() - grace) await rm(path, { force: true })
  }
}
