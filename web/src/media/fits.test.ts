import { expect, test } from 'vitest'
import type { Media } from '../api/types.ts'
import { altLimit, misfits, type Taker } from './fits.ts'

const image = { id: '1', kind: 'image', name: 'a.jpg', type: 'image/jpeg', bytes: 9e9, seconds: null } as Media
const film = { ...image, kind: 'video', name: 'b.mp4', type: 'video/mp4', bytes: 5e6, seconds: 20 } as Media
const limits = {
  images: 2,
  videos: 1,
  image: { types: ['image/jpeg'], animated: [], bytes: 1 },
  video: { types: ['video/mp4'], bytes: 10_000_000, seconds: 60 },
  alt: 100,
}
const bluesky: Taker = { network: 'bluesky', limits }

test.each<[string, Media[], Taker[], string[]]>([
  ['what fits', [image, image], [bluesky], []],
  ['a video alone', [film], [bluesky], []],
  ['too many pictures, said once for each network', [image, image, image], [bluesky, bluesky], ['images']],
  ['pictures beside a video', [image, film], [bluesky], ['mixed']],
  ['a video too large', [{ ...film, bytes: 11e6 }], [bluesky], ['video_bytes']],
  ['a video too long', [{ ...film, seconds: 61 }], [bluesky], ['video_seconds']],
  ['a video of another type', [{ ...film, type: 'video/webm' }], [bluesky], ['video_type']],
  ['limits nobody knows', [image, image, image], [{ network: 'bluesky', limits: null }], []],
])('%s', (_, media, takers, expected) => expect(misfits(media, takers).map(({ kind }) => kind)).toEqual(expected))

test('the alternative text is as long as every network takes', () => {
  expect(altLimit([bluesky, { network: 'mastodon', limits: { ...limits, alt: 1500 } }])).toBe(100)
  expect(altLimit([])).toBe(2000)
})
