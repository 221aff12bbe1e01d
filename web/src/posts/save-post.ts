/** The requests of the composer. */
import { api } from '../api/client.ts'
import { ApiError, unwrap } from '../api/problem.ts'
import { postQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Post } from '../api/types.ts'
import type { Written } from './kept-text.ts'

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
): Promise<Post> {
  const body = {
    items: [{ media: [], ...post?.items[0], text: written.text }, ...(post?.items.slice(1) ?? [])],
    options: { ...post?.options, languages: [...written.languages] },
    accountIds: [...written.accountIds],
    campaignId: written.campaignId ?? null,
    tags: [...(written.tags ?? [])],
  }
  if (post === undefined) {
    return remember(
      workspaceId,
      await unwrap(
        api.POST('/api/workspaces/{workspaceId}/posts', { params: { path: { workspaceId } }, body: { ...body, send } }),
      ),
    )
  }
  const params = { path: { workspaceId, id: post.id } }
  const planned = post.deliveries.some(({ state }) => state !== 'cancelled')
  const saved = isSame(post, body)
    ? post
    : await unwrap(
        api.PATCH('/api/workspaces/{workspaceId}/posts/{id}', {
          params,
          body: {
            items: body.items,
            options: body.options,
            campaignId: body.campaignId,
            tags: body.tags,
            ...(planned ? {} : { accountIds: body.accountIds }),
            version: written.version ?? post.version,
          },
        }),
      )
  if (send.kind === 'draft') return remember(workspaceId, saved)
  return remember(
    workspaceId,
    await unwrap(api.POST('/api/workspaces/{workspaceId}/posts/{id}/send', { params, body: send })),
  )
}

/** Nothing to write: the record keeps no changes that change nothing. */
function isSame(post: Post, body: Pick<Post, 'items' | 'options' | 'accountIds' | 'tags' | 'campaignId'>): boolean {
  const fields = ['items', 'options', 'accountIds', 'tags', 'campaignId'] as const
  return fields.every((field) => JSON.stringify(post[field]) === JSON.stringify(body[field]))
}

function remember(workspaceId: string, post: Post): Post {
  queryClient.setQueryData(postQuery(workspaceId, post.id).queryKey, post)
  void queryClient.invalidateQueries({ queryKey: ['w', workspaceId] })
  return post
}

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'POST_CONFLICT'
}
