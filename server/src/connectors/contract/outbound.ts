/** What a delivery asks of a network. A part of the contract (contract.ts), which imports nothing. */

import type { LinkCard, MediaLimits, OutboundMedia } from './media.ts'

export const outboundKinds = [
  'post',
  'thread_item',
  'first_comment',
  'reply',
  'direct_message',
  'repost',
  'edit',
] as const
export type OutboundKind = (typeof outboundKinds)[number]

/** A thing on a network that ours answers or repeats: the network's own id, and its version where the network has one. */
export interface RemoteRef {
  readonly id: string
  readonly version?: string
}

/** What an account's own server allows, where the network leaves that to its servers. */
export interface TextLimits {
  readonly characters: number
  /** What every address weighs, whatever its length. */
  readonly perLink: number
}

/** The middle of what matters in a picture, from -1 to 1: left to right, bottom to top. */
export interface Focus {
  readonly x: number
  readonly y: number
}

/** A use of something in the workspace's media library. */
export interface MediaUse {
  readonly mediaId: string
  /** What it shows, for those who do not see it. */
  readonly alt: string
  readonly focus?: Focus | undefined
}

/** One of a thread. */
export interface Item {
  readonly text: string
  readonly media: readonly MediaUse[]
}

export const visibilities = ['public', 'unlisted', 'followers'] as const
export type Visibility = (typeof visibilities)[number]

/** Who may reply: `everyone` or `nobody`, each by itself, or any of the others together. */
export const replyRules = ['everyone', 'mentioned', 'following', 'followers', 'nobody'] as const
export type ReplyRule = (typeof replyRules)[number]

export const quotePolicies = ['everyone', 'followers', 'nobody'] as const
export type QuotePolicy = (typeof quotePolicies)[number]

/** How an item is to be shown. What a network lacks it takes no notice of; its capabilities say which. */
export interface OutboundOptions {
  /** Stands before the text, which readers then open. Where the network has labels in its place: one of these. Empty: none. */
  readonly contentWarning?: string | undefined
  /** Absent: as the account's own setting on the network says. */
  readonly visibility?: Visibility | undefined
  /** Of a whole thread. Absent: everyone. */
  readonly replyControl?: readonly ReplyRule[] | undefined
  /** Absent: as the account's own setting on the network says. */
  readonly quotePolicy?: QuotePolicy | undefined
  /** False: no card of the first address. Absent: one, where the network leaves that to us. */
  readonly linkCard?: boolean | undefined
}

export interface Outbound {
  readonly kind: OutboundKind
  /** The key under which the network (or our look-up) recognises a repeat. Made once by `newKey`, stored, never changed. */
  readonly key: string
  /** The instant written into the post. Frozen with the key, so that a repeat is byte for byte the same. UTC. */
  readonly createdAt: Date
  readonly text: string
  /** BCP 47 tags, most important first. */
  readonly languages: readonly string[]
  readonly options?: OutboundOptions
  readonly media?: readonly OutboundMedia[]
  /** Of the first address in the text, where the network has cards that we make; not beside pictures. */
  readonly card?: LinkCard
  /** What the account's own server allows, as it was read last. Not frozen: a server may change it. */
  readonly limits?: TextLimits
  readonly mediaLimits?: MediaLimits
  /** What the account's own server can do, as it was read last. */
  readonly features?: readonly string[]
  /** Of an item of a thread and of a first comment: read when what is before it is out. */
  readonly inReplyTo?: { readonly root: RemoteRef; readonly parent: RemoteRef }
  /** Of a repost and of an edit: the post that it repeats or rewrites. */
  readonly subject?: RemoteRef
}
