import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where throw-away data lies: in memory where the machine has a folder for that. */
export const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface Folder extends AsyncDisposable {
  readonly path: string
}

/** A folder that is gone with all its contents when disposed of. */
export async function openFolder(prefix: string): Promise<Folder> {
  const path = await mkdtemp(join(scratch, prefix))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

let before: Promise<unknown> = Promise.resolve()

/**
 * Runs something that writes to the temp folder without being asked where, and lets it write to `path` instead. One at a time,
 * since the environment belongs to the whole process.
 */
export function withTempFolder<T>(path: string, act: () => Promise<T>): Promise<T> {
  const run = before.then(async () => {
    const usual = process.env['TMPDIR']
    process.env['TMPDIR'] = path
    try {
      return await act()
    } finally {
      if (usual === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = usual
    }
  })
  before = run.catch(() => undefined)
  return run
}
