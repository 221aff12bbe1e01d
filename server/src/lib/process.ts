import { readFileSync } from 'node:fs'

/** What the kernel says of a process, after its name: the state first. Undefined where it says nothing (only Linux does). */
function fieldsOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in parentheses may hold spaces
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * When a process started, in the kernel's own ticks: with its number it names one process for ever, a number alone is used again.
 * Null where the system does not tell.
 */
export function processStart(pid: number): string | null {
  // field 22 of proc(5), the 20th after the name
  return fieldsOf(pid)?.[19] ?? null
}

/** True when a process of this host is certainly no more. One that has ended and waits to be buried by its parent is no more. */
export function isGone(pid: number, start: string | null): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const fields = fieldsOf(pid)
  if (fields === undefined) return false
  return fields[0] === 'Z' || fields[0] === 'X' || (start !== null && fields[19] !== start)
}
