import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { CalendarEntry } from '../api/types.ts'
import { entriesQuery } from './queries.ts'
import type { Narrowing } from './search.ts'

/** Pages of a thousand that are loaded: a person finds nothing among more. */
const mostPages = 5

export interface Entries {
  readonly items: readonly CalendarEntry[]
  readonly loading: boolean
  /** There is more than is shown. */
  readonly cut: boolean
  readonly error: unknown
}

/** Every delivery of a stretch of time, page after page, up to what anybody can look at. */
export function useEntries(
  workspaceId: string,
  range: { readonly from: string; readonly to: string },
  narrowing: Narrowing,
  enabled: boolean,
): Entries {
  const list = useInfiniteQuery({ ...entriesQuery(workspaceId, range, narrowing), enabled })
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  const pages = list.data?.pages
  const enough = (pages?.length ?? 0) >= mostPages
  useEffect(() => {
    if (enabled && hasNextPage && !isFetching && !isError && !enough) void fetchNextPage()
  }, [enabled, hasNextPage, isFetching, isError, enough, fetchNextPage])
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages])
  return { items, loading: pages === undefined && !isError, cut: enough && hasNextPage, error: list.error }
}
