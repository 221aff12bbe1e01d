import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../db/embedded/start.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/pool.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a database of the test server; another one's name may be put in its path. */
    databaseUrl: string
  }
}

/** One PostgreSQL for the whole run, in memory where the machine lets us; its database is the template of every test file's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'vigie-test-'))
  const server = await startEmbedded(folder, { durable: false, maxConnections: 400 })
  const template = openDatabase(server.url, 2, (error) => console.error(error))
  await migrate(template)
  await template.close()
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
