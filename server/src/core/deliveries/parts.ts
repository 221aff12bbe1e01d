import type { Item, MediaUse, OutboundKind, OutboundOptions } from '../../connectors/contract.ts'
import type { PostOptions } from '../../db/schema.ts'

/** What an account is to be sent of a post: its own items and options where it has some, else the post's. */
export interface Words {
  readonly items: readonly Item[]
  readonly options: PostOptions
}

/** One act of a post at one account. */
export interface Part {
  readonly kind: OutboundKind
  readonly text: string
  readonly languages: readonly string[]
  readonly media: readonly MediaUse[]
  readonly options: OutboundOptions
  /** Of a repost and of an edit: the delivery whose post it is of. */
  readonly subject?: { readonly deliveryId: string; readonly id: string; readonly version?: string }
}

interface Own {
  readonly items: readonly Item[] | null
  readonly options: PostOptions | null
}

/** An account's words: each option of its own stands in for the post's. */
export function wordsFor(post: Words, own: Own | undefined): Words {
  return { items: own?.items ?? post.items, options: { ...post.options, ...own?.options } }
}

/** The acts, in their order: the items of the thread, then the first comment. Who may reply is said of the first alone. */
export function partsOf({ items, options }: Words): Part[] {
  const { languages = [], firstComment, ...shown } = options
  const { replyControl: _, ...later } = shown
  const part = (kind: OutboundKind, { text, media }: Item, of: OutboundOptions): Part => {
    return { kind, text, languages, media, options: of }
  }
  const thread = items.map((item, at) => (at === 0 ? part('post', item, shown) : part('thread_item', item, later)))
  return firstComment == null ? thread : [...thread, part('first_comment', firstComment, later)]
}
