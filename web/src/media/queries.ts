import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

/** About one picture or video. */
export const mediaQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'media', 'one', id],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/media/{id}', { params: { path: { workspaceId, id } } })),
    staleTime: 60_000,
  })

/** The library, the newest first. */
export const libraryQuery = (workspaceId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'media', 'list', search],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/media', {
          params: {
            path: { workspaceId },
            query: {
              limit: 40,
              ...(search === '' ? {} : { search }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
