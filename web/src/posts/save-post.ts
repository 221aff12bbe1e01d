/** The requests of the composer. */
import { api } from '../api/client.ts'
import { ApiError, unwrap } from '../api/problem.ts'
import { postQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Post } from '../api/types.ts'
import { sameWords, variantsOf, writtenOf, type Written } from './words.ts'

/** What is different when the same is asked once more. */
export interface Again {
  /** The person was told that an account says nearly the same, and wants it all the same. */
  readonly duplicate?: 'accepted' | undefined
  /** The changes are written, whatever becomes of the sending. */
  readonly onWritten?: (saved: Post) => void
}

export type Send = { kind: 'draft' } | { kind: 'now' } | { kind: 'at'; at: string; repeat?: string } | { kind: 'slot' }

/**
 * Saves what was written and, unless it stays a draft, sends it. Of a post that exists only what changed is written.
 * @throws ApiError; POST_CONFLICT when somebody else changed it meanwhile
 */
export async function savePost(
  workspaceId: string,
  post: Post | undefined,
  written: Written,
  send: Send,
  again: Again = {},
): Promise<Post> {
  const { items, options, accountIds, campaignId, tags } = written
  const body = {
    items: [...items],
    options,
    accountIds: [...accountIds],
    variants: variantsOf(written),
    campaignId,
    tags: [...tags],
  }
  const accepted = again.duplicate === undefined ? {} : { duplicate: again.duplicate }
  if (post === undefined) {
    return remember(
      workspaceId,
      await unwrap(
        api.POST('/api/workspaces/{workspaceId}/posts', {
          params: { path: { workspaceId } },
          body: { ...body, send, ...accepted },
        }),
      ),
    )
  }
  const params = { path: { workspaceId, id: post.id } }
  const planned = post.deliveries.some(({ state }) => state !== 'cancelled')
  const { accountIds: _, ...words } = body
  const saved = sameWords(written, writtenOf(post, post.accountIds))
    ? post
    : await unwrap(
        api.PATCH('/api/workspaces/{workspaceId}/posts/{id}', {
          params,
          body: { ...(planned ? words : body), version: written.version ?? post.version },
        }),
      )
  if (send.kind === 'draft') return remember(workspaceId, saved)
  if (saved !== post) again.onWritten?.(remember(workspaceId, saved))
  return remember(
    workspaceId,
    await unwrap(api.POST('/api/workspaces/{workspaceId}/posts/{id}/send', { params, body: { ...send, ...accepted } })),
  )
}

function remember(workspaceId: string, post: Post): Post {
  queryClient.setQueryData(postQuery(workspaceId, post.id).queryKey, post)
  void queryClient.invalidateQueries({ queryKey: ['w', workspaceId] })
  return post
}

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'POST_CONFLICT'
}
