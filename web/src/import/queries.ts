import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { Import } from '../api/types.ts'

const keys = (workspaceId: string, ...rest: string[]) => ['w', workspaceId, 'imports', ...rest]

export const importsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: keys(workspaceId),
    queryFn: async () =>
      (await unwrap(api.GET('/api/workspaces/{workspaceId}/imports', { params: { path: { workspaceId } } }))).items,
  })

/** Asked again while it is under way: each row is not an event of its own. */
export const importQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: keys(workspaceId, id),
    queryFn: () =>
      unwrap(api.GET('/api/workspaces/{workspaceId}/imports/{id}', { params: { path: { workspaceId, id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
  })

/** @param state of the import: rows change with it */
export const importRowsQuery = (workspaceId: string, id: string, only: 'all' | 'problems' | 'refused', state: string) =>
  queryOptions({
    queryKey: keys(workspaceId, id, only, state),
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/workspaces/{workspaceId}/imports/{id}/rows', {
            params: { path: { workspaceId, id }, query: { only, limit: only === 'all' ? 3 : 1000 } },
          }),
        )
      ).items,
  })

function remember(workspaceId: string, read: Import): Import {
  queryClient.setQueryData(importQuery(workspaceId, read.id).queryKey, read)
  void queryClient.invalidateQueries({ queryKey: keys(workspaceId), exact: true })
  void queryClient.invalidateQueries({ queryKey: keys(workspaceId, read.id, 'problems') })
  return read
}

/** Sends the file as it is: the server finds out how it is written. */
export async function sendFile(workspaceId: string, file: File): Promise<Import> {
  const bytes = new Blob([await file.arrayBuffer()], { type: 'text/csv' })
  const sent = api.POST('/api/workspaces/{workspaceId}/imports', {
    params: { path: { workspaceId }, query: { fileName: file.name.slice(-200) } },
    headers: { 'content-type': 'text/csv' },
    body: bytes as never,
    bodySerializer: (body) => body as unknown as Blob,
  })
  return remember(workspaceId, await unwrap(sent))
}

type Checked = Pick<Import, 'mapping'> & { options: Required<Import['options']> }

export async function checkFile(workspaceId: string, id: string, body: Checked): Promise<Import> {
  const params = { path: { workspaceId, id } }
  return remember(
    workspaceId,
    await unwrap(api.POST('/api/workspaces/{workspaceId}/imports/{id}/check', { params, body })),
  )
}

export async function act(workspaceId: string, id: string, what: 'start' | 'cancel'): Promise<Import> {
  const params = { path: { workspaceId, id } }
  const asked =
    what === 'start'
      ? api.POST('/api/workspaces/{workspaceId}/imports/{id}/start', { params })
      : api.POST('/api/workspaces/{workspaceId}/imports/{id}/cancel', { params })
  return remember(workspaceId, await unwrap(asked))
}
