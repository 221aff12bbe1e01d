import { AtpAgent, BlobRef } from '@atproto/api'

/** A picture or video below a post. */
export interface Attachment {
  readonly alt: string
  readonly type: string
  readonly aspectRatio: { readonly width: number; readonly height: number } | undefined
  readonly bytes: Buffer
}

interface Embedded {
  readonly image?: BlobRef
  readonly video?: BlobRef
  readonly alt?: string
  readonly aspectRatio?: Attachment['aspectRatio']
}

/** What an embed shows, fetched from the server of its author as anybody may. */
export async function readAttachments(service: string, did: string, embed: unknown): Promise<Attachment[]> {
  const { images, ...alone } = (embed ?? {}) as Embedded & { readonly images?: readonly Embedded[] }
  const agent = new AtpAgent({ service })
  const shown = [...(images ?? []), ...(alone.video === undefined ? [] : [alone])]
  return Promise.all(
    shown.map(async ({ image, video, alt = '', aspectRatio }) => {
      const blob = image ?? video
      if (!(blob instanceof BlobRef)) throw new Error('This is no embed of pictures')
      const { data } = await agent.com.atproto.sync.getBlob({ did, cid: blob.ref.toString() })
      return { alt, type: blob.mimeType, aspectRatio, bytes: Buffer.from(data) }
    }),
  )
}
