import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

export const playbooksQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'playbooks', 'list'],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/playbooks', {
            params: { path: { workspaceId } },
          }),
        )
      ).items,
  })

export const playbookQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'playbooks', 'one', id],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/playbooks/{id}', {
          params: { path: { workspaceId, id } },
        }),
      ),
  })

/** The playbooks that were taken up during a stop, with what is ticked. */
export const runsQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'playbooks', 'runs', haltId],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/halts/{id}/playbook', {
            params: { path: { workspaceId, id: haltId } },
          }),
        )
      ).items,
  })
