import sharp from 'sharp'

const [width, height] = [4032, 3024]

/** Noise of a given grain, in grey. */
const grain = (across: number, down: number, sigma: number) =>
  sharp({
    create: {
      width: across,
      height: down,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  })
    .resize(width, height, { kernel: 'cubic' })
    .png({ compressionLevel: 1 })
    .toBuffer()

/** 12 megapixels as a telephone takes them: light that changes slowly, things with edges, textures, and the noise of a small sensor. */
export async function drawPhoto(seed: number): Promise<Buffer> {
  const hue = (seed * 47) % 360
  const things = Array.from({ length: 60 }, (_, n) => {
    const at = (factor: number, most: number) => (seed * 131 + n * factor) % most
    return `<circle cx="${at(977, width)}" cy="${at(613, height)}" r="${40 + at(53, 400)}" fill="hsl(${at(29, 360)} 45% 50%)" opacity="0.5"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 60% 30%)"/><stop offset="1" stop-color="hsl(${hue + 90} 70% 75%)"/></linearGradient>
    </defs><rect width="100%" height="100%" fill="url(#g)"/>${things.join('')}</svg>`
  return sharp(Buffer.from(svg))
    .flatten()
    .composite([
      { input: await grain(width / 8, height / 8, 40), blend: 'soft-light' },
      { input: await grain(width / 2, height / 2, 22), blend: 'soft-light' },
      { input: await grain(width, height, 7), blend: 'soft-light' },
    ])
    .withExif({ IFD0: { Model: 'Telephone' } })
    .withMetadata({ orientation: seed % 3 === 0 ? 6 : 1 })
    .jpeg({ quality: 90 })
    .toBuffer()
}
