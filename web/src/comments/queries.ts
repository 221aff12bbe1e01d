/** What people say to each other about a post. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

const at = (workspaceId: string, id: string) => ({ params: { path: { workspaceId, id } } })
const one = (workspaceId: string, id: string, commentId: string) => ({
  params: { path: { workspaceId, id, commentId } },
})

export const commentsQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'comments', postId],
    queryFn: () => unwrap(api.GET('/api/workspaces/{workspaceId}/posts/{id}/comments', at(workspaceId, postId))),
  })

export const unreadQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'unread-comments'],
    queryFn: async () =>
      (await unwrap(api.GET('/api/workspaces/{workspaceId}/comments/unread', { params: { path: { workspaceId } } })))
        .items,
  })

export interface Said {
  readonly text: string
  readonly mentions: readonly string[]
}

const bodyOf = ({ text, mentions }: Said) => ({ text, mentions: [...mentions] })

export const writeComment = (workspaceId: string, postId: string, said: Said) =>
  unwrap(
    api.POST('/api/workspaces/{workspaceId}/posts/{id}/comments', { ...at(workspaceId, postId), body: bodyOf(said) }),
  )

export const editComment = (workspaceId: string, postId: string, commentId: string, said: Said) =>
  unwrap(
    api.PATCH('/api/workspaces/{workspaceId}/posts/{id}/comments/{commentId}', {
      ...one(workspaceId, postId, commentId),
      body: bodyOf(said),
    }),
  )

export const deleteComment = (workspaceId: string, postId: string, commentId: string) =>
  unwrap(
    api.DELETE('/api/workspaces/{workspaceId}/posts/{id}/comments/{commentId}', one(workspaceId, postId, commentId)),
  )

export const markCommentsRead = (workspaceId: string, postId: string, upTo: string) =>
  unwrap(
    api.PUT('/api/workspaces/{workspaceId}/posts/{id}/comments/read', { ...at(workspaceId, postId), body: { upTo } }),
  )
