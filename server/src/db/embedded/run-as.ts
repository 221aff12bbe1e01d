import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface User {
  readonly uid: number
  readonly gid: number
}

/** How PostgreSQL's programs are run: it refuses to be root, so root lends it an ordinary user. */
export interface RunAs {
  exec(program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }>
  /** Makes a folder and all in it belong to the database's user. */
  own(folder: string): Promise<void>
}

// PostgreSQL wants a working folder it may read
const options = { cwd: '/', timeout: 60_000 }

async function lookUp(name: string): Promise<User | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
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

const belongTo = (uid: number, gid: number) => async (folder: string) => {
  if ((await stat(folder)).uid !== uid) await run('chown', ['-R', `${uid}:${gid}`, folder])
}

/**
 * As an ordinary user: as oneself. As root: as the user `postgres` or `nobody`. Where that user cannot pass through root's own
 * folders (/root, a temp folder of root's) to the programs or the data, in a user namespace: PostgreSQL sees an ordinary user there,
 * and nothing on disk changes hands or permissions.
 * @throws Error saying what to do when no way is open
 */
export async function chooseRunAs(paths: readonly string[]): Promise<RunAs> {
  if (userInfo().uid !== 0) return { exec: (program, args) => run(program, args, options), own: async () => undefined }
  const user = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  const remedy = 'Remedy: run Vigie as an ordinary user, or set DATABASE_URL to a PostgreSQL (>= 15).'
  if (user === undefined) throw new Error(`PostgreSQL cannot run as root, and there is no user to lend it. ${remedy}`)
  const { uid, gid } = user
  const open = (await Promise.all(paths.map(reachable))).every(Boolean)
  if (open) return { exec: (program, args) => run(program, args, { ...options, uid, gid }), own: belongTo(uid, gid) }
  const namespace = ['--user', `--map-user=${uid}`, `--map-group=${gid}`]
  try {
    await run('unshare', [...namespace, 'true'], options)
  } catch (cause) {
    throw new Error(`PostgreSQL cannot run as root, and another user cannot reach ${paths.join(' or ')}. ${remedy}`, {
      cause,
    })
  }
  return { exec: (program, args) => run('unshare', [...namespace, program, ...args], options), own: belongTo(0, 0) }
}
