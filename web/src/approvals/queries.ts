/** The requests of approval. Keyed under the post, so that whatever changes the post refreshes it. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Approvals } from '../api/types.ts'

export const approvalQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'post', postId, 'approval'],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/posts/{id}/approval', {
          params: { path: { workspaceId, id: postId } },
        }),
      ),
  })

export type Asked = { role: 'owner' | 'admin' | 'editor' } | { personId: string }

export interface Question {
  readonly of: Asked
  readonly note: string
  readonly expiresAt: string
  readonly when?: { kind: 'at'; at: string } | { kind: 'slot' }
}

const at = (workspaceId: string, id: string) => ({ params: { path: { workspaceId, id } } })

export const askApproval = (workspaceId: string, postId: string, question: Question): Promise<Approvals> =>
  unwrap(
    api.POST('/api/workspaces/{workspaceId}/posts/{id}/approval', {
      ...at(workspaceId, postId),
      body: { ...question },
    }),
  )

export const withdrawApproval = (workspaceId: string, postId: string) =>
  unwrap(api.DELETE('/api/workspaces/{workspaceId}/posts/{id}/approval', at(workspaceId, postId)))

export const decideApproval = (
  workspaceId: string,
  postId: string,
  body: { as: 'approved' | 'refused'; version: number; note: string },
) => unwrap(api.POST('/api/workspaces/{workspaceId}/posts/{id}/approval/decide', { ...at(workspaceId, postId), body }))

export const overrideApproval = (workspaceId: string, postId: string, reason: string) =>
  unwrap(
    api.POST('/api/workspaces/{workspaceId}/posts/{id}/approval/override', {
      ...at(workspaceId, postId),
      body: { reason },
    }),
  )
