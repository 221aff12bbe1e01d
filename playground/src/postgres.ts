import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '@vigie/server/postgres'
import { openFolder, scratch } from './folders.ts'

export interface Postgres extends AsyncDisposable {
  readonly url: string
}

const prefix = 'vigie-appview-'

/** A PostgreSQL of its own for an AppView, gone with it. */
export async function openPostgres(): Promise<Postgres> {
  const folder = await openFolder(prefix)
  const database = await startEmbedded(folder.path, { durable: false })
  return {
    url: database.url,
    async [Symbol.asyncDispose]() {
      await database.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Ends and removes what a playground left that was killed. @returns the folders whose owner still lives */
export async function sweepPostgres(): Promise<string[]> {
  const names = (await readdir(scratch)).filter((name) => name.startsWith(prefix))
  const inUse: string[] = []
  for (const folder of names.map((name) => join(scratch, name))) {
    try {
      const age = Date.now() - (await stat(folder)).mtimeMs
      if (age < 10_000) continue // it may be starting now
      // startEmbedded throws where another process owns the folder; a database without owner it takes over, to be stopped
      await (await startEmbedded(folder, { durable: false })).stop()
      await rm(folder, { recursive: true, force: true })
    } catch {
      inUse.push(folder)
    }
  }
  return inUse
}
