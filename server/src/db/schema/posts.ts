import type { ColumnType, Generated } from 'kysely'
import type { AtDefault, Json, MaybeAt } from './columns.ts'

/** A use of something in the media library, as `connectors/contract.ts` has it. */
export interface MediaUse {
  readonly mediaId: string
  readonly alt: string
  readonly focus?: { readonly x: number; readonly y: number } | undefined
}

/** One of a thread. */
export interface Item {
  readonly text: string
  readonly media: readonly MediaUse[]
}

/** How an item is to be shown, as `connectors/contract.ts` has it. */
interface ShownAs {
  readonly contentWarning?: string | undefined
  readonly visibility?: 'public' | 'unlisted' | 'followers' | undefined
  readonly replyControl?: readonly ('everyone' | 'mentioned' | 'following' | 'followers' | 'nobody')[] | undefined
  readonly quotePolicy?: 'everyone' | 'followers' | 'nobody' | undefined
  readonly linkCard?: boolean | undefined
}

/** What is chosen for a whole post. What a network lacks it takes no notice of. */
export interface PostOptions extends ShownAs {
  /** BCP 47 tags, most important first. */
  readonly languages?: readonly string[] | undefined
  /** Sent as a reply to the post once all of it is out. Null: none. */
  readonly firstComment?: Item | null | undefined
}

type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>

export interface PostTable {
  id: string
  workspaceId: string
  authorId: string
  items: Json<readonly Item[]>
  options: ColumnType<PostOptions, string | undefined, string>
  version: Generated<number>
  campaignId: string | null
  tags: Generated<string[]>
  createdAt: AtDefault
  updatedAt: AtDefault
  deletedAt: MaybeAt
}

/** The post as it is for one account. */
export interface VariantTable {
  postId: string
  accountId: string
  /** Null: those of the post. */
  items: MaybeJson<readonly Item[]>
  /** Each stands in for the post's. */
  options: MaybeJson<PostOptions>
}

/** How a workspace speaks on a network: stands beside the editor. */
export interface ToneNoteTable {
  workspaceId: string
  network: string
  note: string
  updatedAt: AtDefault
}

/** What a delivery asks of the network, frozen when it was made. What older ones lack is absent. */
export interface FrozenOutbound {
  readonly text: string
  readonly languages: readonly string[]
  readonly createdAt: string
  readonly media?: readonly MediaUse[]
  readonly options?: ShownAs
  /** Of a repost and of an edit: the post it is of, as the network knows it. */
  readonly subject?: { readonly id: string; readonly version?: string }
}
