import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

export const drillsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'drills'],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/drills', {
            params: { path: { workspaceId } },
          }),
        )
      ).items,
  })

export const hooksQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt-hooks'],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/halt-hooks', {
            params: { path: { workspaceId } },
          }),
        )
      ).items,
    retry: false,
  })
