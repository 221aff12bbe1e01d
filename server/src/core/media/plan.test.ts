import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planFor, smaller, type Picture } from './plan.ts'

const limits = {
  types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  animated: ['image/gif'],
  bytes: 2_000_000,
  pixels: 8_000_000,
  side: 4000,
}
const photo: Picture = {
  type: 'image/jpeg',
  width: 4000,
  height: 2000,
  bytes: 2_000_000,
  animated: false,
  turned: false,
  alpha: false,
  print: false,
}

describe('what is done with a picture', () => {
  test('nothing, where the network takes it as it is', () => {
    expect(planFor(photo, limits)).toEqual({ kind: 'as_is' })
  })

  test.each<[string, Partial<Picture>, object]>([
    ['too many bytes', { bytes: 2_000_001 }, { type: 'image/jpeg' }],
    ['too many pixels', { width: 4000, height: 3000 }, { width: 3265, height: 2449 }],
    ['too long a side', { width: 8000, height: 100 }, { width: 4000, height: 50 }],
    ['not upright', { turned: true }, { width: 4000, height: 2000 }],
    ['colours for print', { print: true }, { type: 'image/jpeg' }],
    ['moves, and may', { type: 'image/webp', animated: true }, { type: 'image/gif', animated: true }],
    ['a drawing within the bytes stays one', { type: 'image/png', turned: true }, { type: 'image/png' }],
    ['a drawing too large becomes a photo', { type: 'image/png', bytes: 9e6 }, { type: 'image/jpeg' }],
    ['see-through stays so', { type: 'image/png', bytes: 9e6, alpha: true }, { type: 'image/webp' }],
  ])('%s: redrawn', (_, change, expected) => {
    expect(planFor({ ...photo, ...change }, limits)).toMatchObject({ kind: 'encode', ...expected })
  })

  test('a network where nothing moves gets the first picture', () => {
    const still = { ...limits, animated: [], types: ['image/jpeg'] }
    expect(planFor({ ...photo, type: 'image/gif', animated: true, bytes: 10 }, still)).toMatchObject({
      type: 'image/jpeg',
      animated: false,
    })
  })

  test('within every limit, never larger than it was, whatever comes', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 60e6 }), fc.boolean(), (width, height, bytes, turned) => {
        const plan = planFor({ ...photo, width, height, bytes, turned }, limits)
        const out = plan.kind === 'as_is' ? { width, height } : plan
        expect(out.width * out.height).toBeLessThanOrEqual(limits.pixels)
        expect(Math.max(out.width, out.height)).toBeLessThanOrEqual(limits.side)
        expect(out.width <= width && out.height <= height).toBe(true)
        expect(out.width >= 1 && out.height >= 1).toBe(true)
      }),
    )
  })

  test('each further try is smaller', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9000 }), fc.integer({ min: 2_000_001, max: 90e6 }), (width, bytes) => {
        expect(smaller({ width, height: width, bytes }, 2_000_000).width).toBeLessThan(width)
      }),
    )
  })
})
