import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where throw-away data lies: in memory where the machine has a folder for that. */
export const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** How the names of our folders begin. */
export const prefixes = { bluesky: 'vigie-bluesky-', appView: 'vigie-appview-', vigie: 'vigie-playground-' } as const

export interface Folder extends AsyncDisposable {
  readonly path: string
}

/** A folder that is gone with all its contents when disposed of. Its name says which process made it. */
export async function openFolder(prefix: string): Promise<Folder> {
  const path = await mkdtemp(join(scratch, `${prefix}${process.pid}-`))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Folders of this prefix whose process is gone: it was killed before it could tidy up. */
export async function leftFolders(prefix: string): Promise<string[]> {
  const names = (await readdir(scratch)).filter((name) => name.startsWith(prefix))
  const left = names.filter((name) => isGone(Number(name.slice(prefix.length).split('-', 1)[0])))
  return left.map((name) => join(scratch, name))
}

function isGone(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * A port nobody listens on at this moment, below those that systems give to whoever asks for any (RFC 6335: from 49152, Linux: from
 * 32768): so nobody comes to have it by chance between here and its use.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    // as the services themselves listen: on every address
    server.listen(port, () => resolve(true))
  })
  if (free) await new Promise((resolve) => server.close(resolve))
  return free
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

/** The usual port where it is free, else another. */
export async function choosePort(usual: number): Promise<number> {
  return (await isFree(usual)) ? usual : freePort()
}
