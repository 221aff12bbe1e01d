import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreError, type Store } from './store.ts'

/**
 * Files in a folder. Written through: a file is on the disk before its name is, and its name before `put` ends, so that a power cut
 * leaves a whole file or none.
 */
export function diskStore(folder: string): Store {
  // ids rise with time, so the last characters spread files evenly
  const pathOf = (key: string) => {
    if (!/^[\w-]{4,80}$/.test(key)) throw new Error('This is no key of a file')
    return join(folder, key.slice(-2), key)
  }
  return {
    place: folder,
    async put(key, from) {
      const to = pathOf(key)
      await asking(async () => {
        await mkdir(dirname(to), { recursive: true, mode: 0o700 })
        await writeThrough(from)
        await rename(from, to)
        await writeThrough(dirname(to))
      })
    },
    read: (key) => asking(() => readFile(pathOf(key))),
    stream: (key, range) =>
      asking(async () => {
        const stream = createReadStream(pathOf(key), range ?? {})
        await new Promise<void>((resolve, reject) => {
          stream.once('open', () => resolve())
          stream.once('error', reject)
        })
        return stream
      }),
    drop: (key) => asking(() => rm(pathOf(key), { force: true })),
    async check() {
      const path = join(folder, '.check')
      await asking(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFile(path, 'check')
        await rm(path)
      })
    },
  }
}

async function writeThrough(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function asking<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new StoreError('missing', 'There is no such file', error)
    const words = code === 'ENOSPC' ? 'The disk is full' : `The folder of files cannot be used (${code})`
    throw new StoreError('down', words, error)
  }
}
