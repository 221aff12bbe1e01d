import { execFile } from 'node:child_process'
import { chown, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** How PostgreSQL's programs are run: it refuses to be root, so root lends it an ordinary user. */
export interface RunAs {
  exec(program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }>
  /** Makes a folder belong to the database's user. */
  own(folder: string): Promise<void>
}

async function lookUp(name: string): Promise<User | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** True when every folder above may be passed through by anybody. */
async function reachable(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/**
 * As an ordinary user: as oneself. As root: as `postgres` or `nobody`; where root's own folders (/root, a temp folder) bar the
 * way to the programs or the data, `setpriv` lets that user through without changing any folder's permissions.
 */
export async function chooseRunAs(paths: readonly string[]): Promise<RunAs> {
  // PostgreSQL needs a working folder it may read
  const options = { cwd: '/', timeout: 60_000 }
  if (userInfo().uid !== 0) return { exec: (program, args) => run(program, args, options), own: async () => undefined }
  const user = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  if (user === undefined)
    throw new Error(
      'PostgreSQL cannot run as root and there is no user `postgres` or `nobody`. Remedy: run Vigie as an ordinary user.',
    )
  const own = (folder: string) => chown(folder, user.uid, user.gid)
  const open = (await Promise.all(paths.map(reachable))).every(Boolean)
  if (open) return { exec: (program, args) => run(program, args, { ...options, uid: user.uid, gid: user.gid }), own }
  const pass = ['--reuid', user.name, '--regid', String(user.gid), '--clear-groups']
  const caps = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return { exec: (program, args) => run('setpriv', [...pass, ...caps, program, ...args], options), own }
}
