import { useQueries } from '@tanstack/react-query'
import { postQuery } from '../api/queries.ts'
import type { Post } from '../api/types.ts'

/** Posts by their ids, in that order; those that are gone are left out. */
export function usePosts(workspaceId: string, ids: readonly string[]): Post[] {
  return useQueries({
    queries: ids.map((id) => ({ ...postQuery(workspaceId, id), retry: false })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
}
