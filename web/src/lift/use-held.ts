import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { HeldDelivery } from '../api/types.ts'
import type { HeldFilter } from './filter.ts'
import { heldPulseQuery, heldQuery } from './queries.ts'

export interface Held {
  /** What is loaded so far, oldest first. */
  readonly items: readonly HeldDelivery[]
  /** How many there are, loaded or not. */
  readonly total: number
  readonly complete: boolean
  /** Since when what is shown may be old, by the server's clock. */
  readonly readAt: string
  readonly error: unknown
  /** Takes out what was just decided, before the list is read again. */
  readonly forget: (ids: ReadonlySet<string>) => void
}

/** A long list is read again this seldom, however much happens. */
const pause = 3000

/** Everything that is held and passes the filter: the first page at once, the others behind it, and kept up to date. */
export function useHeld(workspaceId: string, filter: HeldFilter): Held {
  const client = useQueryClient()
  const list = useInfiniteQuery(heldQuery(workspaceId, filter))
  const pulse = useQuery(heldPulseQuery(workspaceId, filter))
  const { hasNextPage, isFetching, isError, fetchNextPage, refetch } = list
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])

  const seen = useRef(pulse.dataUpdatedAt)
  const long = (list.data?.pages.length ?? 0) > 1
  const lastRead = list.dataUpdatedAt
  useEffect(() => {
    if (pulse.dataUpdatedAt === seen.current || isFetching || hasNextPage) return undefined
    const wait = long ? Math.max(0, lastRead + pause - Date.now()) : 0
    const timer = setTimeout(() => {
      seen.current = pulse.dataUpdatedAt
      void refetch()
    }, wait)
    return () => clearTimeout(timer)
  }, [pulse.dataUpdatedAt, isFetching, hasNextPage, long, lastRead, refetch])

  const pages = list.data?.pages
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages])
  return {
    items,
    total: Math.max(pulse.data ?? pages?.at(-1)?.total ?? 0, hasNextPage ? items.length : 0),
    complete: !hasNextPage,
    readAt: pages?.[0]?.readAt ?? new Date(0).toISOString(),
    error: list.error,
    forget: (ids) =>
      client.setQueryData(heldQuery(workspaceId, filter).queryKey, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
            },
      ),
  }
}
