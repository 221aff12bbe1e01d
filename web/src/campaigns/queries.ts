import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

/** Every campaign of the workspace, archived ones too: old posts still belong to them. */
export const campaignsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'campaigns'],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/campaigns', {
            params: { path: { workspaceId } },
          }),
        )
      ).items,
  })

/** Those in use. */
export const campaignsInUseQuery = (workspaceId: string) =>
  queryOptions({
    ...campaignsQuery(workspaceId),
    select: (all) => all.filter(({ archivedAt }) => archivedAt === null),
  })

/** Tags to choose from: those that are known, and the chosen one. */
export function tagsOf(known: readonly string[], chosen: string | undefined): string[] {
  const all = new Set([...known, ...(chosen === undefined ? [] : [chosen])])
  return [...all].toSorted((a, b) => a.localeCompare(b))
}
