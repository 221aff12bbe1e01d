import type { MediaLimits } from '../contract.ts'
import { media } from './capabilities.ts'
import { clientFor, type Context } from './context.ts'

/**
 * The network's limits, lowered to what the account's own server stores: many take far less than the network does. Undefined where
 * it does not say now.
 */
export async function serverLimits({ http }: Context, pdsUrl: string): Promise<MediaLimits | undefined> {
  try {
    const { data } = await clientFor(http, pdsUrl).com.atproto.server.describeServer()
    const most = (data as { blobUploadLimit?: unknown }).blobUploadLimit
    if (typeof most !== 'number' || most <= 0) return undefined
    const lower = <T extends { readonly bytes: number }>(limits: T): T => ({
      ...limits,
      bytes: Math.min(limits.bytes, most),
    })
    return { ...media, image: lower(media.image), video: lower(media.video) }
  } catch {
    return undefined // not needed to publish
  }
}
