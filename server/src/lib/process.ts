import { readFileSync } from 'node:fs'

/**
 * When a process started, in the kernel's own ticks: with its number it names one process for ever, a number alone is used again.
 * Null where the system does not tell (only Linux does).
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in parentheses may hold spaces; start time is field 22, the 20th after it
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** True when a process of this host is certainly no more. */
export function isGone(pid: number, start: string | null): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  return start !== null && processStart(pid) !== start
}
