import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Linux counts processor time in hundredths of a second. */
const ticks = 100

function stat(pid: number): { parent: number; own: number; ofGoneChildren: number } | undefined {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined // it has just ended
  }
  // the name in parentheses may hold spaces; the fields after it begin with the third
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return { parent: field(4), own: field(14) + field(15), ofGoneChildren: field(16) + field(17) }
}

/** Seconds of processor time a process has used. */
export const cpuOf = (pid: number): number => (stat(pid)?.own ?? 0) / ticks

const pids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** Number of the PostgreSQL server on a data folder of Vigie. */
export function postgresPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function family(pid: number): number[] {
  return [pid, ...pids().filter((child) => stat(child)?.parent === pid)]
}

/** Seconds of processor time of PostgreSQL: its first process, its connections, and those that have ended. */
export function cpuOfPostgres(postmaster: number): number {
  const ended = stat(postmaster)?.ofGoneChildren ?? 0
  return family(postmaster).reduce((sum, pid) => sum + cpuOf(pid), ended / ticks)
}

/** Seconds of processor time the whole machine has used, whoever for. */
export function cpuOfMachine(): number {
  const [, user, nice, system, , , irq, softirq] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(
    /\s+/,
  )
  return [user, nice, system, irq, softirq].reduce((sum, value) => sum + Number(value), 0) / ticks
}

/** Memory a process has in RAM (Rss), or its fair share of it (Pss: pages shared by n processes count 1/n), in MB. */
export function memoryOf(pid: number, measure: 'Rss' | 'Pss' = 'Rss'): number {
  try {
    const line = new RegExp(`^${measure}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** PostgreSQL's processes share most of their memory: added up by fair share. */
export function memoryOfPostgres(postmaster: number): number {
  return family(postmaster).reduce((sum, pid) => sum + memoryOf(pid, 'Pss'), 0)
}
