import type { TextField } from '../language/ast.ts'
import { textFields } from '../language/ast.ts'
import { limits } from '../language/limits.ts'

/**
 * Anything that can be matched: a post, a comment, a feed entry, a mail. A plain object; whatever is missing is simply
 * not found.
 */
export interface Document {
  /** The main text: the post, the body of a mail. */
  text?: string
  /** Headline of an article, subject of a mail. */
  title?: string
  /** Descriptions of images and videos. */
  alt?: string
  /** Handle, address or name, or several of them; a leading `@` does not count. */
  author?: string | readonly string[]
  /** Language tags such as `fr` or `pt-BR`. */
  lang?: string | readonly string[]
  /** The document's own address. */
  url?: string
  /** Addresses it points to. */
  links?: readonly string[]
  /** Where it was published: `bluesky`, `mastodon`... */
  network?: string
  /** Which source of ours gave it. */
  source?: string
  country?: string
  /** `followers`, `likes`...: whatever can be compared. */
  numbers?: Readonly<Record<string, number>>
  /** What it has: `link`, `image`, `video`... */
  has?: readonly string[]
  /** What it is: `reply`, `repost`, `quote`... */
  is?: readonly string[]
}

/** The text fields that are not empty, cut so that together they respect the limit on text. */
export function textsOf(document: Document): { field: TextField; text: string }[] {
  const texts: { field: TextField; text: string }[] = []
  let room: number = limits.textLength
  for (const field of textFields) {
    const text = (document[field] ?? '').slice(0, room)
    room -= text.length
    if (text !== '') texts.push({ field, text })
  }
  return texts
}
