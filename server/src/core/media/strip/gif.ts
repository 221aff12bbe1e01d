/** Extensions that say how often an animation runs. */
const kept = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

/** A GIF without comments and XMP. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
export function stripGif(bytes: Buffer): Buffer | undefined {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6)) || bytes.length < 13) return undefined
  let at = 13 + tableSize(bytes[10] ?? 0)
  const parts: Buffer[] = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const from = at
    const kind = bytes[at]
    if (kind === 0x3b) {
      parts.push(bytes.subarray(at, at + 1))
      return Buffer.concat(parts)
    }
    if (kind === 0x2c) at = endOfBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0))
    else if (kind === 0x21) at = endOfBlocks(bytes, at + 2)
    else return undefined
    if (kind === 0x2c || isKept(bytes, from)) parts.push(bytes.subarray(from, at))
  }
  // many end without their last byte
  return Buffer.concat([...parts, Buffer.from([0x3b])])
}

const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1))

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from
  for (let size = bytes[at]; size !== undefined && size !== 0; size = bytes[at]) at += size + 1
  return at + 1
}

function isKept(bytes: Buffer, at: number): boolean {
  const label = bytes[at + 1]
  if (label === 0xff) return kept.has(bytes.toString('latin1', at + 3, at + 14))
  return label !== 0xfe
}
