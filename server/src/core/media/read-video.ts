import { FilePathSource, Input, MP4, QTFF, WEBM } from 'mediabunny'
import { errors } from '../errors.ts'
import { forgetPlace } from './strip/movie.ts'

/** A video is passed on as it is, but for where it was filmed. */
export interface ReadVideo {
  readonly width: number
  readonly height: number
  readonly durationMs: number
}

/** Reads what networks ask of a video, from its index alone. @throws MEDIA_CORRUPT */
export async function readVideo(path: string, type: string): Promise<ReadVideo> {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF, WEBM] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null) throw new Error('It holds no pictures')
    const [width, height, seconds] = [
      await track.getDisplayWidth(),
      await track.getDisplayHeight(),
      await input.computeDuration(),
    ]
    if (!(width > 0 && height > 0 && Number.isFinite(seconds))) throw new Error('It says no size')
    if (type !== 'video/webm') await forgetPlace(path)
    return { width: Math.round(width), height: Math.round(height), durationMs: Math.round(seconds * 1000) }
  } catch (error) {
    const words = 'The video is damaged or not whole: export it again and upload it once more.'
    throw errors.mediaCorrupt(words, { field: 'file' }, { cause: error })
  } finally {
    input.dispose()
  }
}
