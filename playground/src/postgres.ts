import { startEmbedded } from '@vigie/server/postgres'
import { openFolder, prefixes } from './folders.ts'

export interface Postgres extends AsyncDisposable {
  readonly url: string
}

/** A PostgreSQL of its own for an AppView, gone with it. */
export async function openPostgres(): Promise<Postgres> {
  const folder = await openFolder(prefixes.appView)
  const database = await startEmbedded(folder.path, { durable: false })
  return {
    url: database.url,
    async [Symbol.asyncDispose]() {
      await database.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
