import { join } from 'node:path'
import { systemActor } from '../../server/src/core/audit/record.ts'
import type { Core } from '../../server/src/core/context.ts'
import { startEmbedded } from '../../server/src/db/embedded/start.ts'
import { migrate } from '../../server/src/db/migrate.ts'
import { openDatabase } from '../../server/src/db/pool.ts'
import { newId } from '../../server/src/lib/ids.ts'
import { diskStore } from '../../server/src/lib/store/disk.ts'

/** A library on this disk, with a database of its own that writes durably. */
export async function openHouse(folder: string) {
  await using stack = new AsyncDisposableStack()
  const embedded = await startEmbedded(folder)
  stack.defer(() => embedded.stop())
  const database = openDatabase(embedded.url, 8, (error) => console.error(error))
  stack.defer(() => database.close())
  await migrate(database)
  const workspaceId = newId()
  await database.db.insertInto('workspace').values({ id: workspaceId, name: 'Photos', timeZone: 'UTC' }).execute()
  const files: Pick<Core, 'db' | 'bell' | 'store' | 'incoming'> = {
    db: database.db,
    bell: { ring: () => undefined, hint: () => undefined },
    store: diskStore(join(folder, 'files')),
    incoming: join(folder, 'incoming'),
  }
  const resources = stack.move()
  return {
    core: files,
    workspaceId,
    actor: systemActor('bench'),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
