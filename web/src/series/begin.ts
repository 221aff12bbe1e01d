import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { toastError } from '../shell/toast.ts'

/** Has a post that was just planned come again. It is planned in any case: what keeps it from repeating is said. */
export async function beginSeries(workspaceId: string, postId: string, rule: string): Promise<void> {
  try {
    await unwrap(
      api.POST('/api/workspaces/{workspaceId}/series', { params: { path: { workspaceId } }, body: { postId, rule } }),
    )
  } catch (error) {
    toastError(error)
  }
}
