import sharp from 'sharp'

/** A town under a coloured sky, as a JPEG. */
export async function photo(colour: string, orientation = 1): Promise<Buffer> {
  const houses = Array.from({ length: 9 }, (_, n) => {
    const top = 330 + ((n * 67) % 140)
    return `<rect x="${n * 135}" y="${top}" width="120" height="500" fill="#2a3446"/><rect x="${n * 135 + 40}" y="${top + 40}" width="30" height="40" fill="#f4d58d"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><defs><linearGradient id="s" x2="0" y2="1">
    <stop offset="0" stop-color="${colour}"/><stop offset="1" stop-color="#fbe8c8"/></linearGradient></defs>
    <rect width="1200" height="800" fill="url(#s)"/><circle cx="930" cy="210" r="80" fill="#fff6dc"/>${houses.join('')}</svg>`
  return sharp(Buffer.from(svg)).withMetadata({ orientation }).jpeg().toBuffer()
}
