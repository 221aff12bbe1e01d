import { AppBskyFeedDefs, AppBskyFeedPost } from '@atproto/api'
import { conversationLimits, type ConversationOutcome, type Credentials, type Reply } from '../contract.ts'
import { clientAs } from './client-as.ts'
import { readSession, type Context } from './context.ts'
import { readError, troubleWhileReading } from './errors.ts'
import { urlOf } from './url-of.ts'

/** What stands below a post: https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread */
export async function conversation(
  context: Context,
  credentials: Credentials,
  remoteId: string,
): Promise<ConversationOutcome> {
  try {
    const session = readSession(credentials)
    try {
      const asked = { uri: remoteId, depth: conversationLimits.depth, parentHeight: 0 }
      const { thread, threadgate } = (await clientAs(context, session).app.bsky.feed.getPostThread(asked)).data
      if (!AppBskyFeedDefs.isThreadViewPost(thread))
        return { kind: 'gone', detail: 'The network does not show this post any more' }
      const gate = threadgate?.record as { hiddenReplies?: unknown } | undefined
      const hiddenByUs = new Set(Array.isArray(gate?.hiddenReplies) ? (gate.hiddenReplies as unknown[]) : [])
      return { kind: 'read', ...gather(context, thread as AppBskyFeedDefs.ThreadViewPost, hiddenByUs) }
    } catch (error) {
      const read = readError(error)
      // many hundreds of answers: they are to be read where they are
      if ('failure' in read && read.failure?.why === 'too_large')
        return { kind: 'read', replies: [], hidden: 0, more: true }
      if ('refusal' in read && read.refusal.name === 'NotFound')
        return { kind: 'gone', detail: 'The network does not show this post any more' }
      const trouble = troubleWhileReading(error, context.now(), session)
      return trouble.kind === 'rejected' ? { kind: 'later', detail: trouble.detail } : trouble
    }
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
}

function gather(context: Context, root: AppBskyFeedDefs.ThreadViewPost, hiddenByUs: ReadonlySet<unknown>) {
  const replies: Reply[] = []
  let [hidden, more] = [0, false]
  const walk = (node: AppBskyFeedDefs.ThreadViewPost, depth: number): void => {
    const below = (node.replies ?? []).flatMap((reply) => {
      if (AppBskyFeedDefs.isThreadViewPost(reply)) return [reply as AppBskyFeedDefs.ThreadViewPost]
      // deleted, blocked, or of a kind that came later
      hidden++
      return []
    })
    // what lies deeper is counted by the network, and not shown here
    if (depth === conversationLimits.depth && (node.post.replyCount ?? 0) > 0) more = true
    for (const one of below.toSorted((a, b) => a.post.indexedAt.localeCompare(b.post.indexedAt))) {
      const reply = hiddenByUs.has(one.post.uri) ? undefined : toReply(context, node.post.uri, one.post)
      if (reply === undefined) {
        hidden++
        continue
      }
      if (replies.length === conversationLimits.replies) {
        more = true
        return
      }
      replies.push(reply)
      walk(one, depth + 1)
    }
  }
  walk(root, 0)
  return { replies, hidden, more }
}

/** Undefined for what the network's own app would not show. */
function toReply(context: Context, parentId: string, post: AppBskyFeedDefs.PostView): Reply | undefined {
  const labels = (post.labels ?? []).map(({ val }) => val)
  if (labels.includes('!hide') || !AppBskyFeedPost.isRecord(post.record)) return undefined
  const { text, createdAt } = post.record as AppBskyFeedPost.Record
  const shown = labels.find((label) => !label.startsWith('!'))
  const time = new Date(createdAt)
  return {
    id: post.uri,
    parentId,
    author: {
      id: post.author.did,
      handle: post.author.handle,
      displayName: post.author.displayName || post.author.handle,
    },
    text,
    ...(shown === undefined ? {} : { contentWarning: shown }),
    media: countMedia(post.embed),
    // what its author's program says; where that is no time, when the network saw it
    createdAt: Number.isNaN(time.getTime()) ? new Date(post.indexedAt) : time,
    url: urlOf(context.web, post.uri, {}),
  }
}

function countMedia(embed: unknown): number {
  const { images, playlist, media } = (embed ?? {}) as { images?: unknown; playlist?: unknown; media?: unknown }
  if (media !== undefined) return countMedia(media)
  return Array.isArray(images) ? images.length : typeof playlist === 'string' ? 1 : 0
}
