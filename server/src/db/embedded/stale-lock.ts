import { existsSync, readFileSync, rmSync } from 'node:fs'
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

/**
 * Removes the lock that a killed PostgreSQL left. PostgreSQL and pg_ctl take any process of that number for the server; after a power
 * cut, or in a container, the number belongs to somebody else by now.
 */
export function removeStaleLock(cluster: string): void {
  const lock = join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const command = commandOf(Number(readFileSync(lock, 'utf8').split('\n')[0]))
  if (command !== undefined && !command.includes(cluster)) rmSync(lock)
}
