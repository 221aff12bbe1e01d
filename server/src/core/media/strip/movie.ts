import { open, type FileHandle } from 'node:fs/promises'

/** Where telephones write the place, the camera and the time: user data, metadata, XMP. Nothing of it is needed to play. */
const forgotten = new Set(['udta', 'meta', 'uuid'])
const searched = new Set(['moov', 'trak'])
const emptied = Buffer.from('free', 'latin1')

/**
 * Turns those boxes of an MP4 or MOV into empty ones of the same size, so that no byte of the film itself moves.
 * https://developer.apple.com/documentation/quicktime-file-format
 */
export async function forgetPlace(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await forgetIn(file, 0, (await file.stat()).size)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function forgetIn(file: FileHandle, from: number, to: number): Promise<void> {
  const head = Buffer.alloc(16)
  for (let at = from; at + 8 <= to;) {
    await file.read(head, 0, 16, at)
    const name = head.toString('latin1', 4, 8)
    const long = head.readUInt32BE(0) === 1
    const size = long ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0) || to - at
    const inside = at + (long ? 16 : 8)
    // no box is smaller than its head: what comes is none
    if (size < inside - at || at + size > to) return
    if (forgotten.has(name)) {
      await file.write(emptied, 0, 4, at + 4)
      await overwrite(file, inside, at + size)
    } else if (searched.has(name)) await forgetIn(file, inside, at + size)
    at += size
  }
}

const nothing = Buffer.alloc(64 * 1024)

async function overwrite(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += nothing.length) await file.write(nothing, 0, Math.min(nothing.length, to - at), at)
}
