/**
 * What every network's connector offers. The rest of the product knows networks through these types alone.
 *
 *   network     a social network; a connector is our code for one
 *   outbound    what a delivery asks of a network: everything needed to send it, frozen when the delivery was made
 *   prepared    an outbound after its reversible preparation (mentions resolved, media uploaded, containers made)
 *   permit      the gate's leave for exactly one irreversible request; nobody else can make one
 *   outcome     what is known after the request: told yes, told no, told later, never left, or unknown
 *   credentials what the network gave us to act for an account; secret, sealed at rest
 */
import type {
  CheckOutcome,
  Credentials,
  RateState,
  RedirectSignIn,
  RefreshOutcome,
  SignInEnd,
  SignInInput,
  SignInOutcome,
} from './contract/accounts.ts'
import type { ConversationOutcome, FollowOutcome, Following, NewsOutcome } from './contract/conversation.ts'
import type { ScheduledOutcome } from './contract/elsewhere.ts'
import type { MediaLimits } from './contract/media.ts'
import type {
  Outbound,
  OutboundKind,
  QuotePolicy,
  RemoteRef,
  ReplyRule,
  TextLimits,
  Visibility,
} from './contract/outbound.ts'
import type { ResultsOutcome } from './contract/results.ts'

/** Networks that have a connector. A new one is added here and in `registry.ts`, nowhere else. */
export const networks = ['bluesky', 'mastodon'] as const
export type Network = (typeof networks)[number]

// ---------------------------------------------------------------------------------------------------------------------
// The gate's leave

declare const granted: unique symbol

/**
 * Leave for one irreversible request, granted by `core/gate` and by nothing else (the brand cannot be named outside, and
 * a repository test looks for casts).
 *
 * `speech` puts something before the public and stops at a halt; `care` hides, deletes or takes down and never does (I12).
 */
export interface Permit<Purpose extends 'speech' | 'care' = 'speech' | 'care'> {
  readonly [granted]: Purpose
  readonly purpose: Purpose
  readonly attemptId: string
  /**
   * Called by the guarded HTTP client at the instant the bytes leave, when the connection stands.
   * @throws PermitError when the deadline has passed on the monotonic clock, or the permit was spent before.
   */
  spend(): void
}

export type SpeechPermit = Permit<'speech'>
export type CarePermit = Permit<'care'>

// ---------------------------------------------------------------------------------------------------------------------
// What goes out: contract/outbound.ts

export * from './contract/media.ts'
export * from './contract/outbound.ts'

/** An outbound whose reversible steps are done. `body` is the connector's own; it is stored with the attempt as JSON. */
export interface Prepared {
  readonly key: string
  readonly body: Readonly<Record<string, unknown>>
}

export type PrepareOutcome =
  | { readonly kind: 'ready'; readonly prepared: Prepared }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  | { readonly kind: 'later'; readonly reason: LaterReason; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }

// ---------------------------------------------------------------------------------------------------------------------
// What came of it

/** Why a network said no. Stable words: the interface has a sentence for each. */
export const rejectReasons = [
  'text_too_long',
  'text_empty',
  'media_refused',
  'alt_missing',
  'reply_not_allowed',
  'parent_gone',
  'duplicate',
  'account_restricted',
  'account_gone',
  'not_permitted',
  'key_taken',
  'invalid',
  'unsupported',
] as const
export type RejectReason = (typeof rejectReasons)[number]

/** Why a network said "later". Nothing has happened there. */
export const laterReasons = [
  'rate_limited',
  'service_down',
  'unreachable',
  'sign_in_expired',
  'permit_expired',
] as const
export type LaterReason = (typeof laterReasons)[number]

export interface RemotePost {
  readonly id: string
  readonly url: string
  readonly version?: string
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly post: RemotePost }
  /** The network answered no: it will not change by itself. */
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  /** The network answered "not now", or the request never left: certain that nothing happened. */
  | { readonly kind: 'later'; readonly reason: LaterReason; readonly retryAt?: Date; readonly detail: string }
  /** The network wants a new sign-in from a person. Nothing happened. */
  | { readonly kind: 'sign_in'; readonly detail: string }
  /** The request left and no answer came back: the delivery becomes unconfirmed. */
  | { readonly kind: 'unknown'; readonly detail: string }

/** What a delivery sent, by which a look-up recognises it. */
export interface Sent {
  readonly key: string
  readonly text: string
  /** When its first attempt began: nothing older is its doing. */
  readonly since: Date
  /** Posts of the account that other deliveries made: a second one of the same text is not taken for one of those. */
  readonly others: readonly string[]
  /** A post, where it is not said. */
  readonly kind?: OutboundKind
  readonly subject?: RemoteRef
}

/** The answer to "did it happen?" */
export type SettleOutcome =
  | { readonly kind: 'found'; readonly post: RemotePost }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly detail: string }

export type RemoveOutcome =
  | { readonly kind: 'removed' }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  | { readonly kind: 'later'; readonly reason: LaterReason; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

export type ChangeOutcome = { readonly kind: 'changed' } | Exclude<RemoveOutcome, { kind: 'removed' }>

export * from './contract/conversation.ts'
export * from './contract/elsewhere.ts'
export * from './contract/results.ts'

// ---------------------------------------------------------------------------------------------------------------------
// Text, by the network's own rule (pure: runs in the browser too)

export interface Count {
  /** In the unit the network counts in. */
  readonly used: number
  readonly limit: number
  readonly unit: 'graphemes' | 'characters' | 'weighted'
  /** A second limit some networks have. */
  readonly bytes?: { readonly used: number; readonly limit: number }
  readonly fits: boolean
}

/** A stretch of the text as the network will show it. Joined, the texts are the whole. Offsets are UTF-8 bytes. */
export interface Segment {
  readonly kind: 'text' | 'link' | 'mention' | 'tag'
  readonly text: string
  readonly byteStart: number
  readonly byteEnd: number
  /** Address of a link, handle of a mention without `@`, tag without `#`. */
  readonly target?: string
  /** What readers see in its place, where the network shows something else. */
  readonly shown?: string
}

/** Machine-readable reason why an outbound cannot go; `field` is a path in the outbound. */
export interface Problem {
  readonly code: RejectReason
  readonly field: string
  readonly detail: string
}

export interface TextRules {
  readonly network: Network
  /**
   * @param limits those of the account; without them, the network's usual ones. A network with one rule for all takes no notice.
   * @param contentWarning counted with the text, where it is words
   */
  count(text: string, limits?: TextLimits, contentWarning?: string): Count
  segments(text: string): Segment[]
}

// ---------------------------------------------------------------------------------------------------------------------
// Accounts: contract/accounts.ts

export * from './contract/accounts.ts'

// ---------------------------------------------------------------------------------------------------------------------
// The connector

/** What makes a repeat harmless on this network. */
export type Idempotency = 'key' | 'deterministic_id' | 'container' | 'session' | 'none'

/** How an unknown outcome is settled: see design, section 5. */
export type SettlesBy = 'same_key' | 'look_up' | 'ask_a_person'

/** What a person types to connect an account. An `optional` one is asked for only when the network wants it. */
export interface SignInField {
  readonly name: string
  readonly secret: boolean
  readonly optional?: true
  readonly default?: string
}

export interface Capabilities {
  readonly kinds: readonly OutboundKind[]
  readonly idempotency: Idempotency
  readonly settlesBy: SettlesBy
  /** How long after a request its absence is believed, in ms: a server may still be at it. 0 where a repeat is harmless. */
  readonly absentAfter: number
  readonly delete: boolean
  /** `none`: the network has no edit. `windowMs` and `times` where it is limited. */
  readonly edit: 'none' | { readonly windowMs?: number; readonly times?: number }
  /** Values the author may choose for who can reply; empty where the network has no such control. */
  readonly replyControl: readonly ReplyRule[]
  /** Reply control can be changed once the post is out. */
  readonly changeReplyControl: boolean
  /** Who may quote; empty where the network has no such control, or only a server that says so (`quotePolicyFeature`). */
  readonly quotePolicy: readonly QuotePolicy[]
  /** The feature of an account's server without which it knows no quote policy. */
  readonly quotePolicyFeature?: string
  /** Who sees it; empty where everything is public. */
  readonly visibility: readonly Visibility[]
  /** `text`: words of the author's own stand before the post. A list: one of these labels. Undefined: the network has none. */
  readonly contentWarning?: 'text' | readonly string[]
  readonly readReplies: boolean
  /** How one hears of what people do with an account's posts: asked for, or told as it happens as well. */
  readonly news: 'none' | 'asked' | 'told'
  readonly hideReplies: boolean
  readonly altText: boolean
  readonly media: MediaLimits
  readonly focalPoint: boolean
  /** A card of the first address is ours to make; elsewhere the network makes its own. */
  readonly linkCards: boolean
  readonly maxLanguages: number
  /** How many posts `results` takes at once; 0 where the network tells nothing. */
  readonly resultsAtOnce: number
  /** The network has a scheduler of its own, and lets us see and cancel what waits there. */
  readonly listNativelyScheduled: boolean
  readonly signInFields: readonly SignInField[]
  /** `redirect`: a person signs in on the network's own page; `signIn` is for scripts then. `both`: there or here. */
  readonly signInBy: 'fields' | 'redirect' | 'both'
  /** Most sends at one instant for one account. More than one only where order does not matter. */
  readonly lanesPerAccount: 1
}

/** Cost of an act in the network's own price list; zero for most. */
export interface Cost {
  readonly amount: number
  readonly currency: 'USD'
}

export interface Connector {
  readonly network: Network
  readonly capabilities: Capabilities
  readonly text: TextRules

  /** Pure. A key for a new delivery, unique and, where the network orders by key, rising with time. */
  newKey(now: Date): string
  /** Pure. Everything that makes the network refuse this for certain. Empty: it may go. */
  validate(outbound: Outbound): Problem[]
  /** Pure. */
  estimateCost(act: 'publish' | 'delete', outbound: Outbound): Cost
  /** Pure. When the credentials stop working by themselves, or undefined when they do not say. */
  expiresAt(credentials: Credentials): Date | undefined
  /** Pure. When a person must sign in again; undefined where that does not come by itself. */
  signInEnds(credentials: Credentials): SignInEnd | undefined

  signIn(input: SignInInput): Promise<SignInOutcome>
  /** Only where `capabilities.signInBy` is not `fields`. */
  readonly redirect?: RedirectSignIn
  refreshAuth(credentials: Credentials): Promise<RefreshOutcome>
  /** Gives back what the network gave us, as well as can be: it works there no more. Never throws. */
  revoke?(credentials: Credentials): Promise<void>
  check(credentials: Credentials): Promise<CheckOutcome>
  /** Pure memory of the last answers' rate-limit headers in this process. `remoteId` is the profile's id. */
  rateState(remoteId: string): RateState

  /** The reversible steps. Asks for no permit and puts nothing before the public. */
  prepare(credentials: Credentials, outbound: Outbound): Promise<PrepareOutcome>
  /** The one irreversible request. Never throws, never retries, spends its permit exactly once or not at all. */
  publish(permit: SpeechPermit, credentials: Credentials, prepared: Prepared): Promise<PublishOutcome>
  /** Read only: did the request take effect? */
  settle(credentials: Credentials, sent: Sent): Promise<SettleOutcome>
  /** Takes a published post down. Removing what is gone already is `removed`. */
  remove(permit: CarePermit, credentials: Credentials, remoteId: string): Promise<RemoveOutcome>

  /** Only where `capabilities.changeReplyControl`. Reads what is set now, and changes nothing. */
  prepareReplyControl?(credentials: Credentials, remoteId: string, rules: readonly ReplyRule[]): Promise<PrepareOutcome>
  /** Who may answer what is out: it says nothing in public, so it is care. */
  setReplyControl?(permit: CarePermit, credentials: Credentials, prepared: Prepared): Promise<ChangeOutcome>

  /** Only where `capabilities.resultsAtOnce` is above 0. Read only. Never throws. */
  results?(
    credentials: Credentials,
    remoteIds: readonly string[],
    /** What the account's own server can do: `Profile.features`. */
    features?: readonly string[],
  ): Promise<ResultsOutcome>
  /** Only where `capabilities.readReplies`: what was answered under a post. Read only. Never throws. */
  conversation?(credentials: Credentials, remoteId: string): Promise<ConversationOutcome>
  /** Only where `capabilities.news` is not `none`. `since`: where one stood; without it, only that is told. Read only. Never throws. */
  news?(credentials: Credentials, since: string | undefined): Promise<NewsOutcome>
  /** Only where `capabilities.news` is `told`: as it happens, until it is over. Read only. Never throws. */
  follow?(credentials: Credentials, following: Following): Promise<FollowOutcome>
  /** Only where `capabilities.edit` is not `none`. */
  edit?(permit: SpeechPermit, credentials: Credentials, remoteId: string, prepared: Prepared): Promise<PublishOutcome>
  /** Only where `capabilities.hideReplies`. */
  hide?(permit: CarePermit, credentials: Credentials, remoteId: string): Promise<RemoveOutcome>
  /** Only where `capabilities.listNativelyScheduled`. Read only. Never throws. */
  listScheduled?(credentials: Credentials): Promise<ScheduledOutcome>
  /** Only where `capabilities.listNativelyScheduled`. Cancelling what is cancelled or out already is `removed`. */
  cancelScheduled?(permit: CarePermit, credentials: Credentials, id: string): Promise<RemoveOutcome>
}

/** Names of the functions that change something on a network. A repository test allows them in `core/gate` alone. */
export const writingFunctions = [
  'publish',
  'remove',
  'edit',
  'hide',
  'setReplyControl',
  'cancelScheduled',
] as const satisfies readonly (keyof Connector)[]
