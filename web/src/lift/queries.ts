import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { serverNow } from '../api/server-clock.ts'
import type { HeldFilter } from './filter.ts'

const pageSize = 200
const at = (workspaceId: string) => ({ path: { workspaceId } })

/**
 * All that is held and passes the filter, page by page. Not among the keys a live change makes stale: a bulk decision makes thousands
 * of changes, and each would read thousands of rows. `heldPulseQuery` is, and says when to read again (use-held.ts).
 */
export const heldQuery = (workspaceId: string, filter: HeldFilter) =>
  infiniteQueryOptions({
    queryKey: ['held', workspaceId, filter],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      // by the server's clock: what becomes held after this was not seen
      const readAt = new Date(serverNow()).toISOString()
      const page = await unwrap(
        api.GET('/api/workspaces/{workspaceId}/held', {
          params: {
            ...at(workspaceId),
            query: { ...filter, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      )
      return { ...page, readAt }
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/** How many are held: small, read again at every change. */
export const heldPulseQuery = (workspaceId: string, filter: HeldFilter) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'held', filter],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/held', {
            params: { ...at(workspaceId), query: { ...filter, limit: 1 } },
          }),
        )
      ).total,
    // a row may have changed where the count has not
    structuralSharing: false,
  })

const upcomingHours = 72

export const upcomingQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'upcoming'],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/upcoming', {
          params: { ...at(workspaceId), query: { hours: upcomingHours } },
        }),
      ),
  })
