import type { Capabilities } from '../contract.ts'
import { usualMedia } from './media-limits.ts'
import { quotePolicyFeature } from './profile.ts'

/** https://docs.joinmastodon.org/methods/statuses/ */
export const capabilities: Capabilities = {
  kinds: ['post', 'thread_item', 'first_comment', 'repost', 'edit'],
  // `Idempotency-Key` is sent, and not relied on: programs that serve this API ignore it, or mind it only once the post was made
  idempotency: 'none',
  settlesBy: 'look_up',
  absentAfter: 60_000,
  delete: true,
  edit: {},
  replyControl: [],
  changeReplyControl: false,
  quotePolicy: ['everyone', 'followers', 'nobody'],
  quotePolicyFeature,
  visibility: ['public', 'unlisted', 'followers'],
  contentWarning: 'text',
  readReplies: true,
  news: 'told',
  hideReplies: false,
  altText: true,
  media: usualMedia,
  focalPoint: true,
  // a server makes its own
  linkCards: false,
  maxLanguages: 1,
  resultsAtOnce: 20,
  listNativelyScheduled: true,
  signInFields: [
    { name: 'service', secret: false },
    { name: 'accessToken', secret: true },
  ],
  signInBy: 'redirect',
  lanesPerAccount: 1,
}
