import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { newId } from '../../lib/ids.ts'
import { StoreError } from '../../lib/store/store.ts'
import type { Files } from '../context.ts'
import { errors } from '../errors.ts'

/**
 * Puts a file into the store. It is entered before, so that what a crash left half written is known and swept (sweep.ts); what
 * nothing refers to within an hour goes the same way.
 * @returns its key
 * @throws MEDIA_STORE
 */
export async function keepFile(core: Files, path: string, type: string): Promise<string> {
  const key = newId()
  await core.db.insertInto('storedObject').values({ key }).execute()
  await storing(() => core.store.put(key, path, type))
  await core.db
    .updateTable('storedObject')
    .set({ wholeAt: sql<Date>`clock_timestamp()` })
    .where('key', '=', key)
    .execute()
  return key
}

/** The same for bytes at hand. */
export async function keepBytes(core: Files, bytes: Buffer, type: string): Promise<string> {
  const path = join(core.incoming, newId())
  try {
    await storing(async () => writeFile(path, bytes, { mode: 0o600 }))
    return await keepFile(core, path, type)
  } finally {
    await rm(path, { force: true })
  }
}

/** @throws MEDIA_STORE, with why in words for a person */
export async function storing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const why = error instanceof StoreError ? error.message : 'The folder of files cannot be written'
    throw errors.mediaStore(`${why}. Nothing was lost that was kept before.`, {}, { cause: error })
  }
}
