import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '@vigie/server/postgres'
import { leftFolders, prefixes } from './folders.ts'

/** Ends and removes what playgrounds and tests left that were killed: databases that run without an owner, folders. */
export async function sweep(): Promise<void> {
  for (const folder of (await Promise.all(Object.values(prefixes).map(leftFolders))).flat()) {
    try {
      // a database without an owner is taken over, to be stopped
      if (existsSync(join(folder, 'postgres'))) await (await startEmbedded(folder, { durable: false })).stop()
      await rm(folder, { recursive: true, force: true })
    } catch (error) {
      // its Vigie may be ending just now; the next playground tries again
      console.error(`Left alone: ${folder}\n${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
