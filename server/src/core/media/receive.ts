import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '../../lib/ids.ts'
import { errors } from '../errors.ts'
import { intake } from './limits.ts'

/** A file that came, in the folder of what is not kept yet. */
export interface Received {
  readonly path: string
  readonly bytes: number
  readonly sha256: Buffer
}

/**
 * Writes what comes to the disk as it comes, never holding more than a piece of it.
 * @throws MEDIA_TOO_LARGE as soon as it is; whatever the stream throws. Nothing is left behind then
 */
export async function receive(folder: string, stream: Readable): Promise<Received> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, newId())
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length
      if (bytes > intake.videoBytes) return done(tooLarge(intake.videoBytes))
      hash.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(stream, count, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, bytes, sha256: hash.digest() }
}

export const tooLarge = (limit: number) =>
  errors.mediaTooLarge(`The file is larger than ${Math.floor(limit / 1_000_000)} MB: make it smaller and try again.`, {
    field: 'file',
    limit,
  })
