import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const size = 160
const cells = 5

/** A small picture of one's own: a mirrored pattern in one colour, drawn from the name. PNG. */
export function drawAvatar(name: string): Buffer {
  const hash = createHash('sha256').update(name).digest()
  const colour = fromHue((((hash[0] ?? 0) * 256 + (hash[1] ?? 0)) / 65536) * 360)
  const paper = [244, 244, 240]
  const rows: Buffer[] = []
  for (let y = 0; y < size; y++) {
    const row = Buffer.alloc(1 + size * 3) // each line begins with its filter: none
    for (let x = 0; x < size; x++) {
      const column = Math.floor((x * (cells + 2)) / size) - 1
      const line = Math.floor((y * (cells + 2)) / size) - 1
      const inside = column >= 0 && column < cells && line >= 0 && line < cells
      const mirrored = Math.min(column, cells - 1 - column)
      const inked = inside && ((hash[2 + line * 3 + mirrored] ?? 0) & 1) === 1
      row.set(inked ? colour : paper, 1 + x * 3)
    }
    rows.push(row)
  }
  return png(Buffer.concat(rows))
}

/** The format: https://www.w3.org/TR/png-3/#5DataRep */
function png(lines: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, true colour, no interlace
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function fromHue(hue: number): number[] {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return Math.round(255 * (0.42 - 0.28 * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
