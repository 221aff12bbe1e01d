import type { Credentials, ResultsOutcome } from '../contract.ts'
import { clientAs } from './client-as.ts'
import { readSession, type Context } from './context.ts'
import { troubleWhileReading } from './errors.ts'

/** What the network’s view counts of up to 25 posts: https://docs.bsky.app/docs/api/app-bsky-feed-get-posts */
export async function results(
  context: Context,
  credentials: Credentials,
  remoteIds: readonly string[],
): Promise<ResultsOutcome> {
  try {
    const session = readSession(credentials)
    try {
      const { data } = await clientAs(context, session).app.bsky.feed.getPosts({ uris: [...remoteIds] })
      const posts = data.posts.map(({ uri, likeCount, repostCount, replyCount, quoteCount }) => ({
        id: uri,
        ...(likeCount === undefined ? {} : { likes: likeCount }),
        ...(repostCount === undefined ? {} : { reposts: repostCount }),
        ...(replyCount === undefined ? {} : { replies: replyCount }),
        ...(quoteCount === undefined ? {} : { quotes: quoteCount }),
      }))
      const shown = new Set(posts.map(({ id }) => id))
      return { kind: 'read', posts, gone: remoteIds.filter((id) => !shown.has(id)) }
    } catch (error) {
      const trouble = troubleWhileReading(error, context.now(), session)
      if (trouble.kind !== 'rejected') return trouble
      return { kind: 'later', detail: trouble.detail }
    }
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
}
