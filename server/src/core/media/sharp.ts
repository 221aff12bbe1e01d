import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { intake } from './limits.ts'

// every picture is read once: what the library would remember of it is never asked for again
sharp.cache(false)

/**
 * Pictures drawn at the same time in this process: one a core, so that a heap of uploads neither takes all the memory nor keeps a
 * delivery waiting behind it for long.
 */
const drawing = pLimit(availableParallelism())
export const draw = <T>(act: () => Promise<T>): Promise<T> => drawing(act)

/** A picture to work on, by the one set of bounds. Half a file is an error; what cameras often write a little wrong is not. */
export const open = (input: Buffer | string, options: SharpOptions = {}): Sharp =>
  sharp(input, { limitInputPixels: intake.imagePixels, failOn: 'error', sequentialRead: true, ...options })
