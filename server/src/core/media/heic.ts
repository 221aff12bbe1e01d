import { Worker } from 'node:worker_threads'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { draw, open } from './sharp.ts'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const patience = 60_000

/**
 * A HEIC photo as JPEG. The programs that come with sharp read its head but not its pictures (HEVC): those are decoded in a
 * thread of its own by libheif as WebAssembly, which turns them upright and forgets their colour profile. It is put back here.
 * @throws Error when it cannot be read
 */
export async function heicToJpeg(bytes: Buffer): Promise<Buffer> {
  const { icc } = await open(bytes).metadata()
  return draw(async () => {
    const { width, height, pixels } = await decodeApart(bytes)
    const raw = sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha()
    if (icc === undefined) return raw.jpeg({ quality: 92 }).toBuffer()
    const png = await raw.png({ compressionLevel: 1 }).toBuffer()
    return open(withProfile(png, icc)).keepIccProfile().jpeg({ quality: 92 }).toBuffer()
  })
}

function decodeApart(bytes: Buffer): Promise<Pixels> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), {
      workerData: bytes,
      // what it says of a bad file is nobody's business here
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    const deadline = setTimeout(() => {
      reject(new Error('It takes too long to read'))
      void worker.terminate()
    }, patience)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(deadline)
      reject(new Error('It cannot be read'))
    })
  })
}

/** A PNG that says which colours it means: chunk iCCP, right behind the head. https://www.w3.org/TR/png-3/#11iCCP */
function withProfile(png: Buffer, icc: Buffer): Buffer {
  const head = 8 + 25
  const body = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(icc)])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, head), length, body, check, png.subarray(head)])
}
