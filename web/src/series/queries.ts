import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

export const seriesQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'series', id],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/series/{id}', { params: { path: { workspaceId, id } } })),
  })
