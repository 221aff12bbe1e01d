import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A process's command; empty for one that is gone or only waits to be buried, undefined where the system does not tell (not Linux). */
function commandOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/cmdline')) return undefined
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** No process has this number: systems give out smaller ones. PostgreSQL takes it for one that is gone. */
const nobody = 99_999_999

/**
 * Lets nobody own the locks that a killed PostgreSQL left, on its data and on its socket. PostgreSQL and pg_ctl take any process of
 * that number for the server; after a power cut, or in a container, the number belongs to somebody else by now, or to a process that
 * has ended and that nobody has buried yet.
 *
 * The locks stay: by what stands in the one on its data PostgreSQL sees whether a process of the killed server still works there.
 */
export function disownStaleLocks(cluster: string, sockets: string): void {
  const socketLocks = existsSync(sockets)
    ? readdirSync(sockets).filter((file) => /^\.s\.PGSQL\.\d+\.lock$/.test(file))
    : []
  for (const lock of [join(cluster, 'postmaster.pid'), ...socketLocks.map((file) => join(sockets, file))]) {
    if (!existsSync(lock)) continue
    const [owner, ...rest] = readFileSync(lock, 'utf8').split('\n')
    const command = commandOf(Number(owner))
    if (command !== undefined && !command.includes(cluster)) writeFileSync(lock, [nobody, ...rest].join('\n'))
  }
}
