/** What one is told of. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { NotificationSetting } from '../api/types.ts'

const path = (workspaceId: string) => ({ path: { workspaceId } })

/** The latest ones, with how many are unread: what the bell shows. */
export const bellQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'notifications', 'bell'],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/notifications', {
          params: { ...path(workspaceId), query: { limit: 20 } },
        }),
      ),
  })

export const notificationsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'notifications', 'list'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/notifications', {
          params: { ...path(workspaceId), query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })

export const notificationSettingsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'notifications', 'settings'],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/notifications/settings', { params: path(workspaceId) })),
  })

/** @param ids all there are when absent */
export const markRead = (workspaceId: string, ids?: readonly string[]) =>
  unwrap(
    api.POST('/api/workspaces/{workspaceId}/notifications/read', {
      params: path(workspaceId),
      body: ids === undefined ? {} : { ids: [...ids] },
    }),
  )

export const saveSettings = (workspaceId: string, items: readonly NotificationSetting[]) =>
  unwrap(
    api.PUT('/api/workspaces/{workspaceId}/notifications/settings', {
      params: path(workspaceId),
      body: { items: [...items] },
    }),
  )
