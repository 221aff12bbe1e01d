/** What waits for a person. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

const path = (workspaceId: string) => ({ params: { path: { workspaceId } } })

export const needsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'needs', 'list'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/needs', {
          params: { path: { workspaceId }, query: pageParam === '' ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })

export const needCountQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'needs', 'count'],
    queryFn: () => unwrap(api.GET('/api/workspaces/{workspaceId}/needs/count', path(workspaceId))),
  })

/** The accounts somebody has to sign in again, now or within days. */
export const endingSignInsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'needs', 'sign-ins'],
    queryFn: async () =>
      (await unwrap(api.GET('/api/workspaces/{workspaceId}/ending-sign-ins', path(workspaceId)))).items,
  })

export type NeedDecision = 'send_now' | 'drop'

export const decideNeeds = (workspaceId: string, ids: readonly string[], as: NeedDecision) =>
  unwrap(api.POST('/api/workspaces/{workspaceId}/needs/decide', { ...path(workspaceId), body: { ids: [...ids], as } }))
