import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import type { Media } from '../api/types.ts'
import { mediaQuery } from './queries.ts'

/** The first words somebody writes for a picture are offered to whoever uses it next. Nothing is lost where that fails. */
export async function offerAlt(workspaceId: string, media: Media, alt: string): Promise<void> {
  if (media.alt !== '' || alt.trim() === '') return
  const params = { path: { workspaceId, id: media.id } }
  const { data } = await api.PATCH('/api/workspaces/{workspaceId}/media/{id}', {
    params,
    body: { alt: alt.trim().slice(0, 2000) },
  })
  if (data !== undefined) queryClient.setQueryData(mediaQuery(workspaceId, media.id).queryKey, data)
}
