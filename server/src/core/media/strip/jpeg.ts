/**
 * A JPEG without what people did not mean to publish: EXIF (place, time, camera), XMP, IPTC, comments, further pictures and films
 * behind its end. Its pixels stay bit for bit. Colour profile and the way it is turned stay too.
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf
 *
 * @returns undefined for what is not understood
 */
export function stripJpeg(bytes: Buffer, orientation: number): Buffer | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  if (orientation > 1) kept.push(turned(orientation))
  let at = 2
  for (;;) {
    // fill bytes may stand before a marker
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) return undefined
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      return Buffer.concat(kept)
    }
    if (at + 4 > bytes.length) return undefined
    let end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return undefined
    if (marker === 0xda) end = endOfScan(bytes, end)
    if (isKept(bytes, marker, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** Where the next marker stands that is none of the scan's own. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

function isKept(bytes: Buffer, marker: number, at: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = bytes.toString('latin1', at + 4, at + 16)
  // JFIF, the colour profile, and how Adobe's programs encode colours
  return marker === 0xe0 || (marker === 0xe2 && name.startsWith('ICC_PROFILE\0')) || marker === 0xee
}

/** EXIF with one entry: the orientation. */
function turned(orientation: number): Buffer {
  const exif = Buffer.alloc(36)
  exif.writeUInt16BE(0xffe1, 0)
  exif.writeUInt16BE(34, 2)
  exif.write('Exif\0\0MM\0*', 4, 'latin1')
  exif.writeUInt32BE(8, 14)
  exif.writeUInt16BE(1, 18)
  exif.writeUInt16BE(0x0112, 20)
  exif.writeUInt16BE(3, 22)
  exif.writeUInt32BE(1, 24)
  exif.writeUInt16BE(orientation, 28)
  return exif
}
