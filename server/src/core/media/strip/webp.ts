const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that announce EXIF and XMP. */
const announced = 0b0000_1100

/** A WebP without EXIF and XMP. https://developers.google.com/speed/webp/docs/riff_container */
export function stripWebp(bytes: Buffer): Buffer | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const last = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const parts: Buffer[] = []
  for (let at = 12; at + 8 <= last;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > last) return undefined
    const name = bytes.toString('latin1', at, at + 4)
    if (kept.has(name)) parts.push(name === 'VP8X' ? unannounced(bytes.subarray(at, end)) : bytes.subarray(at, end))
    at = end
  }
  if (parts.length === 0) return undefined
  const body = Buffer.concat(parts)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

function unannounced(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy[8] = (copy[8] ?? 0) & ~announced
  return copy
}
