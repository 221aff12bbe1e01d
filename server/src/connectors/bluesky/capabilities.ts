import type { Capabilities, MediaLimits } from '../contract.ts'

export const defaultService = 'https://bsky.social'

/**
 * The lexicons app.bsky.embed.images, app.bsky.embed.video, and what the network's own app lets people write. A server may take less
 * (server-limits.ts).
 */
export const media: MediaLimits = {
  images: 4,
  videos: 1,
  // readers are shown a GIF's first picture alone
  image: { types: ['image/jpeg', 'image/png', 'image/webp'], animated: [], bytes: 2_000_000 },
  video: { types: ['video/mp4'], bytes: 100_000_000, seconds: 180 },
  alt: 2000,
}

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
  readReplies: true,
  news: 'none',
  hideReplies: false,
  altText: true,
  media,
  focalPoint: false,
  linkCards: true,
  maxLanguages: 3,
  resultsAtOnce: 25,
  listNativelyScheduled: false,
  signInFields: [
    { name: 'service', secret: false, default: defaultService },
    { name: 'handle', secret: false },
    { name: 'password', secret: true },
    { name: 'code', secret: true, optional: true },
  ],
  signInBy: 'both',
  lanesPerAccount: 1,
}
