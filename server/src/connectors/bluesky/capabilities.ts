import type { Capabilities } from '../contract.ts'

export const defaultService = 'https://bsky.social'

/** https://docs.bsky.app/docs/api, and the lexicons app.bsky.feed.post, app.bsky.embed.images */
export const capabilities: Capabilities = {
  kinds: ['post', 'thread_item', 'first_comment', 'reply', 'repost'],
  idempotency: 'key',
  settlesBy: 'same_key',
  absentAfter: 0,
  delete: true,
  // a record can be replaced, but readers are not shown that it was: we do not offer it
  edit: 'none',
  // app.bsky.feed.threadgate; lists of people are not offered yet
  replyControl: ['everyone', 'mentioned', 'following', 'followers', 'nobody'],
  changeReplyControl: true,
  // app.bsky.feed.postgate
  quotePolicy: ['everyone', 'nobody'],
  visibility: [],
  // what an author may say of a post: com.atproto.label.defs#selfLabels
  contentWarning: ['sexual', 'nudity', 'porn', 'graphic-media'],
  readReplies: false,
  hideReplies: false,
  altText: false,
  maxImages: 0,
  maxLanguages: 3,
  resultsAtOnce: 25,
  listNativelyScheduled: false,
  signInFields: [
    { name: 'service', secret: false, default: defaultService },
    { name: 'handle', secret: false },
    { name: 'password', secret: true },
    { name: 'code', secret: true, optional: true },
  ],
  signInBy: 'fields',
  lanesPerAccount: 1,
}
