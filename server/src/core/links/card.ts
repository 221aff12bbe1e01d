import type { LinkCard, OutboundMedia } from '../../connectors/contract.ts'
import type { Core } from '../context.ts'
import { draw, open } from '../media/sharp.ts'
import { readPage } from './read-page.ts'

const largest = 2 * 1024 * 1024
/** Within the million bytes that networks take, by far. */
const thumb = { width: 1200, height: 630, quality: 82 }

/**
 * The card of a link: what its page says of itself, with its picture drawn small. Undefined where there is none to be had: a post
 * goes out without its card rather than wait for somebody else's server. Private addresses are refused by the guarded client.
 */
export async function cardFor(
  core: Pick<Core, 'fetchPage' | 'fetchImage'>,
  url: string,
): Promise<LinkCard | undefined> {
  const page = await core.fetchPage(url)
  const words = page === undefined ? undefined : readPage(page.html, page.url)
  if (words === undefined) return undefined
  const { title, description } = words
  const picture = words.picture === undefined ? undefined : await pictureOf(core, words.picture, title)
  return { url, title, description, ...(picture === undefined ? {} : { picture }) }
}

async function pictureOf(
  core: Pick<Core, 'fetchImage'>,
  address: string,
  alt: string,
): Promise<OutboundMedia | undefined> {
  const fetched = await core.fetchImage(address, largest)
  if (fetched === undefined) return undefined
  try {
    const { data, info } = await draw(() =>
      open(fetched.bytes)
        .autoOrient()
        .resize(thumb.width, thumb.height, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: thumb.quality })
        .toBuffer({ resolveWithObject: true }),
    )
    const { width, height } = info
    const read = () => Promise.resolve(data)
    return { id: address, kind: 'image', type: 'image/jpeg', width, height, bytes: data.length, alt, read }
  } catch {
    return undefined // no picture that can be read: the card has its words
  }
}
