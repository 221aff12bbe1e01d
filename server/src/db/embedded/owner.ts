import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isGone, processStart } from '../../lib/process.ts'

const ownerFile = (dataFolder: string) => join(dataFolder, 'vigie.pid')

/** The process that runs Vigie on this data folder now, if there is one. */
export function liveOwner(dataFolder: string): number | undefined {
  const file = ownerFile(dataFolder)
  if (!existsSync(file)) return undefined
  const [pid, start] = readFileSync(file, 'utf8').trim().split(' ')
  const owner = Number(pid)
  // without a start time (only Linux tells it) the number alone counts
  return Number.isInteger(owner) && owner > 0 && !isGone(owner, start === undefined || start === '' ? null : start)
    ? owner
    : undefined
}

/** @throws Error when another process runs Vigie on this data folder */
export function claim(dataFolder: string): void {
  const file = ownerFile(dataFolder)
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, `${process.pid} ${processStart(process.pid) ?? ''}\n`)
  try {
    for (;;) {
      try {
        // whole or not at all, and for one of two who start at the same instant
        linkSync(mine, file)
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const other = liveOwner(dataFolder)
      if (other === process.pid) return
      if (other !== undefined) {
        throw new Error(
          `Vigie runs on ${dataFolder} already (process ${other}). Stop it first, or set VIGIE_DATA to another folder.`,
        )
      }
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

export function unclaim(dataFolder: string): void {
  if (liveOwner(dataFolder) === process.pid) rmSync(ownerFile(dataFolder), { force: true })
}
