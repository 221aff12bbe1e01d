/** What the pages read. Keys begin with the workspace and the word, so that a live change names what to fetch again. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { PostOrder, Tab } from '../posts/tabs.ts'
import { api } from './client.ts'
import { unwrap } from './problem.ts'

const path = (workspaceId: string) => ({ params: { path: { workspaceId } } })

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => unwrap(api.GET('/api/setup')),
  staleTime: 0,
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => unwrap(api.GET('/api/me')),
  staleTime: 5 * 60_000,
})

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => unwrap(api.GET('/api/invitations/{token}', { params: { path: { token } } })),
    retry: false,
  })

export const accountsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'accounts'],
    queryFn: async () => (await unwrap(api.GET('/api/workspaces/{workspaceId}/accounts', path(workspaceId)))).items,
  })

export const slotsQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'accounts', id, 'slots'],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/accounts/{id}/slots', { params: { path: { workspaceId, id } } })),
  })

/** Stale at once: whoever schedules takes one. */
export const nextSlotQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'posts', 'slot', id],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/accounts/{id}/slots/next', { params: { path: { workspaceId, id } } }),
      ),
    staleTime: 0,
  })

export const toneNotesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'tone-notes'],
    queryFn: () => unwrap(api.GET('/api/workspaces/{workspaceId}/tone-notes', path(workspaceId))),
    staleTime: 60_000,
  })

export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: async () => (await unwrap(api.GET('/api/networks'))).items,
  staleTime: Infinity,
})

export const postsQuery = (workspaceId: string, tab: Tab, order: PostOrder = 'newest') =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'posts', tab, order],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/posts', {
          params: {
            path: { workspaceId },
            query: { limit: 50, state: tab, order, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })

export const postQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'post', postId],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/posts/{id}', { params: { path: { workspaceId, id: postId } } })),
  })

export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'members'],
    queryFn: async () => (await unwrap(api.GET('/api/workspaces/{workspaceId}/members', path(workspaceId)))).items,
  })

export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'invitations'],
    queryFn: async () => (await unwrap(api.GET('/api/workspaces/{workspaceId}/invitations', path(workspaceId)))).items,
  })

export const tokensQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'tokens'],
    queryFn: async () => (await unwrap(api.GET('/api/workspaces/{workspaceId}/tokens', path(workspaceId)))).items,
  })

export const auditQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'audit'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/audit', {
          params: { path: { workspaceId }, query: { limit: 100, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })
