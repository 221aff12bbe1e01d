/** What people answer to what went out, and what else they do with it. A part of the contract (contract.ts), which imports nothing. */

/** An answer to one of our posts, or to such an answer. */
export interface Reply {
  readonly id: string
  /** The post it answers. */
  readonly parentId: string
  readonly author: {
    readonly id: string
    readonly handle: string
    readonly displayName: string
  }
  /** As people read it, without any markup. */
  readonly text: string
  /** Words or a label of the author's that stand before it. */
  readonly contentWarning?: string
  /** Pictures and videos it carries. */
  readonly media: number
  readonly createdAt: Date
  /** Address for people. */
  readonly url: string
}

export type ConversationOutcome =
  | {
      readonly kind: 'read'
      /** Each stands behind what it answers, older ones first. */
      readonly replies: readonly Reply[]
      /** How many the network mentions and does not show: deleted, blocked, hidden, filtered. */
      readonly hidden: number
      /** There is more than was read. */
      readonly more: boolean
    }
  /** The network does not show the post any more. */
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: 'later'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }

/** How much of a conversation is read: what is deeper or comes later is on the network. */
export const conversationLimits = { replies: 200, depth: 8 } as const

/** Something people did. */
export interface News {
  readonly kind: 'like' | 'repost' | 'reply' | 'quote' | 'other'
  /** Where the account's news stand behind this one: what `news` takes to go on. */
  readonly at: string
  /** The post of the account that it is about, where the network says. */
  readonly about?: string
}

export type NewsOutcome =
  | {
      readonly kind: 'read'
      /** Oldest first. */
      readonly items: readonly News[]
      /** Where to go on; the empty string where there never was anything. */
      readonly at: string
      /** More waits: ask again. */
      readonly more: boolean
    }
  /** This sign-in has no leave for it; nothing else is wrong. */
  | { readonly kind: 'not_allowed'; readonly detail: string }
  | { readonly kind: 'later'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }

export interface Following {
  /** Ends it. */
  readonly signal: AbortSignal
  /** The stream stands: what happened before is asked for now. */
  onOpen(): void
  onNews(news: News): void
}

/** Why a stream of news is over. */
export type FollowOutcome =
  /** It broke, fell silent, or was ended: another one may be opened. */
  | { readonly kind: 'ended'; readonly detail: string }
  /** The account's server has none. */
  | { readonly kind: 'unsupported'; readonly detail: string }
  | { readonly kind: 'later'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }
