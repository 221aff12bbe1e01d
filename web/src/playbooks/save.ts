import { api } from '../api/client.ts'
import { ApiError, unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { Playbook } from '../api/types.ts'
import { toBody, type Written } from './document.ts'
import { playbookQuery } from './queries.ts'

/** @throws ApiError; 409 when somebody else saved it meanwhile */
export async function savePlaybook(
  workspaceId: string,
  playbook: { readonly id: string; readonly version: number } | undefined,
  written: Written,
): Promise<Playbook> {
  const body = toBody(written)
  const saved = await unwrap(
    playbook === undefined
      ? api.POST('/api/workspaces/{workspaceId}/playbooks', { params: { path: { workspaceId } }, body })
      : api.PATCH('/api/workspaces/{workspaceId}/playbooks/{id}', {
          params: { path: { workspaceId, id: playbook.id } },
          body: { ...body, version: playbook.version },
        }),
  )
  queryClient.setQueryData(playbookQuery(workspaceId, saved.id).queryKey, saved)
  void queryClient.invalidateQueries({ queryKey: ['w', workspaceId, 'playbooks'] })
  return saved
}

export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.problem.status === 409
