// npm run bench -- media [--photos=24] [--rounds=3]: photos of 12 megapixels prepared for Bluesky and for Mastodon.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import sharp from 'sharp'
import { capabilities as bluesky } from '../server/src/connectors/bluesky/capabilities.ts'
import { capabilities as mastodon } from '../server/src/connectors/mastodon/capabilities.ts'
import { addMedia } from '../server/src/core/media/add.ts'
import { receive } from '../server/src/core/media/receive.ts'
import { renditionFor } from '../server/src/core/media/rendition.ts'
import type { Media } from '../server/src/db/schema.ts'
import { quantile } from './lib/spread.ts'
import { openHouse } from './media/house.ts'
import { drawPhoto } from './media/photo.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { photos: { type: 'string', default: '24' }, rounds: { type: 'string', default: '3' } },
})
const [photos, rounds] = [Number(values.photos), Number(values.rounds)]

await using stack = new AsyncDisposableStack()
const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
stack.defer(() => rmSync(folder, { recursive: true, force: true }))
const house = stack.use(await openHouse(folder))
const { core, workspaceId } = house

interface Photo {
  readonly path: string
  readonly media: Media
}

const took = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

const taken: Photo[] = []
let [bytes, uploadMs] = [0, 0]
for (let n = 0; n < photos; n++) {
  const path = join(folder, `${n}.jpg`)
  await writeFile(path, await drawPhoto(n))
  bytes += (await stat(path)).size
  uploadMs += await took(async () => {
    const received = await receive(core.incoming, createReadStream(path))
    const given = { workspaceId, name: `${n}.jpg`, alt: '', received, personId: null, actor: house.actor }
    const { media } = await addMedia(core, given)
    taken.push({ path, media })
  })
}
console.log(
  `${photos} photos, ${(bytes / photos / 1e6).toFixed(1)} MB each; an upload takes ${Math.round(uploadMs / photos)} ms`,
)

const networks = [bluesky.media, mastodon.media]
const prepare = () =>
  Promise.all(taken.flatMap(({ media }) => networks.map((limits) => renditionFor(core, media, limits))))

/** What the preparation came to, drawn by sharp and nothing else: read, turned, resized, encoded, written. */
async function drawn(): Promise<() => Promise<unknown>> {
  const made = await core.db.selectFrom('mediaRendition').selectAll().where('recipe', '<>', 'preview').execute()
  const limit = pLimit(availableParallelism())
  return () =>
    Promise.all(
      made.map(({ mediaId, width, height }, n) =>
        limit(async () => {
          const { path = '' } = taken.find(({ media }) => media.id === mediaId) ?? {}
          const picture = sharp(path, { sequentialRead: true }).autoOrient().resize(width, height, { fit: 'fill' })
          await writeFile(join(folder, `alone-${n}.jpg`), await picture.jpeg({ quality: 85 }).toBuffer())
        }),
      ),
    )
}

const [ours, alone]: [number[], number[]] = [[], []]
for (let round = 0; round < rounds; round++) {
  await core.db.deleteFrom('mediaRendition').where('recipe', '<>', 'preview').execute()
  ours.push(await took(prepare))
  alone.push(await took(await drawn()))
  const [mine, theirs] = [ours.at(-1) ?? 0, alone.at(-1) ?? 0]
  console.log(`round ${round + 1}: ${Math.round(mine)} ms, sharp alone ${Math.round(theirs)} ms`)
}
const cached = await took(prepare)
const made = await core.db.selectFrom('mediaRendition').selectAll().where('recipe', '<>', 'preview').execute()
const sizes = made.map(({ bytes: size }) => size)
const { width = 0, height = 0 } = made[0] ?? {}
console.log(
  `${made.length} of ${photos * networks.length} were drawn, such as ${width} × ${height}, ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes; ` +
    `the others fit as they are. All again, from what is kept: ${Math.round(cached)} ms. Load ${loadavg()[0]?.toFixed(1)}`,
)
const [mine, theirs] = [quantile(ours, 0.5), quantile(alone, 0.5)]
console.log(
  JSON.stringify({ per_image_ms: Math.round(mine / photos), vs_sharp_alone: Number((mine / theirs).toFixed(2)) }),
)
