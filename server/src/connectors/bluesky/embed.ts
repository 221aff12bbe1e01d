import type { LinkCard, Outbound, OutboundMedia } from '../contract.ts'
import { clientAs } from './client-as.ts'
import type { Context, Session } from './context.ts'

type Embed = Readonly<Record<string, unknown>>

/**
 * What stands below the text: pictures, a video, or the card of a link. Their bytes are put on the account's server first, where
 * nobody sees them and they vanish again unless a post comes to refer to them.
 * https://docs.bsky.app/docs/advanced-guides/posts
 *
 * @throws what the network's client throws
 */
export async function embedOf(
  context: Context,
  session: Session,
  { media = [], card }: Outbound,
): Promise<Embed | undefined> {
  const [video] = media.filter(({ kind }) => kind === 'video')
  if (video !== undefined) return videoEmbed(context, session, video)
  if (media.length > 0) return imagesEmbed(context, session, media)
  return card === undefined ? undefined : cardEmbed(context, session, card)
}

async function imagesEmbed(context: Context, session: Session, media: readonly OutboundMedia[]): Promise<Embed> {
  const images: Embed[] = []
  for (const one of media) {
    images.push({ image: await upload(context, session, one), alt: one.alt, aspectRatio: ratioOf(one) })
  }
  return { $type: 'app.bsky.embed.images', images }
}

async function videoEmbed(context: Context, session: Session, one: OutboundMedia): Promise<Embed> {
  const video = await upload(context, session, one)
  const alt = one.alt === '' ? {} : { alt: one.alt }
  return { $type: 'app.bsky.embed.video', video, ...alt, aspectRatio: ratioOf(one) }
}

async function cardEmbed(context: Context, session: Session, card: LinkCard): Promise<Embed> {
  const { url: uri, title, description, picture } = card
  const thumb = picture === undefined ? {} : { thumb: await upload(context, session, picture) }
  return { $type: 'app.bsky.embed.external', external: { uri, title, description, ...thumb } }
}

const ratioOf = ({ width, height }: OutboundMedia) => ({ width, height })

/** @returns the network's reference to the bytes, as JSON has it. The same bytes have the same. */
async function upload(context: Context, session: Session, media: OutboundMedia): Promise<unknown> {
  const client = clientAs(context, session, context.http.upload)
  const { data } = await client.com.atproto.repo.uploadBlob(await media.read(), { encoding: media.type })
  return JSON.parse(JSON.stringify(data.blob)) as unknown
}
