import { api } from '../api/client.ts'
import { hasCode, unwrap } from '../api/problem.ts'
import { postQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Sending } from './undo-store.ts'

export interface Undone {
  /** Handles of the accounts it had already left for. */
  readonly late: readonly string[]
  /** True when nothing of the post is out or planned any more: it is a draft again. */
  readonly isDraft: boolean
}

/**
 * Takes a sending back: cancels each of its deliveries. Cancelling what is cancelled already is asked again without harm.
 * @throws ApiError when a delivery's fate could not be learned; undo may then be tried again
 */
export async function undo({ workspaceId, postId, deliveries }: Sending): Promise<Undone> {
  const outcomes = await Promise.all(
    deliveries.map(async ({ id, handle }) => {
      try {
        await unwrap(
          api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/cancel', {
            params: { path: { workspaceId, id } },
          }),
        )
        return undefined
      } catch (error) {
        if (!hasCode(error, 'DELIVERY_STATE_CONFLICT')) throw error
        return error.problem['state'] === 'cancelled' ? undefined : handle
      }
    }),
  )
  const now = postQuery(workspaceId, postId)
  // one that was asked for before the cancelling may still come, and would tell of a post that is planned
  await queryClient.cancelQueries({ queryKey: now.queryKey })
  const post = await queryClient.fetchQuery({ ...now, staleTime: 0 })
  void queryClient.invalidateQueries({ queryKey: ['w', workspaceId, 'posts'] })
  return { late: [...new Set(outcomes.filter((handle) => handle !== undefined))], isDraft: post.state === 'draft' }
}
