/** What the calendar reads. Every key begins with the workspace and `calendar`, so that a live change makes it stale. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { toQuery } from './narrowing.ts'
import { type Narrowing } from './search.ts'

/** First deliveries of a day that a month shows. */
const perDay = 4

/** A month: counts for each day, and the first few. */
export const daysQuery = (workspaceId: string, range: { first: string; last: string }, narrowing: Narrowing) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'calendar', 'days', range.first, range.last, narrowing],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/calendar/days', {
          params: {
            path: { workspaceId },
            query: { from: range.first, to: range.last, perDay, ...toQuery(narrowing) },
          },
        }),
      ),
  })

/** Every delivery of a stretch of time, a thousand at a time. */
export const entriesQuery = (workspaceId: string, range: { from: string; to: string }, narrowing: Narrowing) =>
  infiniteQueryOptions({
    queryKey: ['w', workspaceId, 'calendar', 'entries', range.from, range.to, narrowing],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/calendar', {
          params: {
            path: { workspaceId },
            query: {
              ...range,
              limit: 1000,
              ...toQuery(narrowing),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  })

export const freeSlotsQuery = (workspaceId: string, range: { from: string; to: string }, narrowing: Narrowing) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'calendar', 'free', range.from, range.to, narrowing.account ?? []],
    queryFn: async () => {
      const { accountId } = toQuery(narrowing)
      const { items } = await unwrap(
        api.GET('/api/workspaces/{workspaceId}/calendar/free-slots', {
          params: {
            path: { workspaceId },
            query: { ...range, ...(accountId === undefined ? {} : { accountId }) },
          },
        }),
      )
      return items
    },
  })

export const feedQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'calendar-feed'],
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/calendar-feed', { params: { path: { workspaceId } } })),
  })
