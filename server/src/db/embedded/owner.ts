import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isGone, processStart } from '../../lib/process.ts'

const ownerFile = (dataFolder: string) => join(dataFolder, 'vigie.pid')

/** The process that runs Vigie on this data folder now, if there is one. */
export function liveOwner(dataFolder: string): number | undefined {
  const file = ownerFile(dataFolder)
  if (!existsSync(file)) return undefined
  const [pid, start] = readFileSync(file, 'utf8').trim().split(' ')
  const owner = Number(pid)
  return Number.isInteger(owner) && owner > 0 && !isGone(owner, start ?? null) ? owner : undefined
}

/** @throws Error when another process runs Vigie on this data folder */
export function claim(dataFolder: string): void {
  const other = liveOwner(dataFolder)
  if (other !== undefined && other !== process.pid) {
    throw new Error(
      `Vigie runs on ${dataFolder} already (process ${other}). Stop it first, or set VIGIE_DATA to another folder.`,
    )
  }
  writeFileSync(ownerFile(dataFolder), `${process.pid} ${processStart(process.pid) ?? ''}\n`)
}

export function unclaim(dataFolder: string): void {
  if (liveOwner(dataFolder) === process.pid) rmSync(ownerFile(dataFolder), { force: true })
}
