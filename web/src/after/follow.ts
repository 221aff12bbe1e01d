/** What follows a published delivery, as requests. */
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Delivery } from '../api/types.ts'

type Send = { readonly kind: 'now' } | { readonly kind: 'at'; readonly at: string }

export type Following =
  | { readonly do: 'repost'; readonly accountId: string; readonly send: Send }
  | { readonly do: 'edit'; readonly text: string }

export interface FollowingDialog {
  readonly delivery: Delivery
  readonly loading: boolean
  readonly error: unknown
  readonly onSubmit: (what: Following) => void
  readonly onClose: () => void
}

/** @throws ApiError; DELIVERY_STATE_CONFLICT when there is one already */
export async function follow(workspaceId: string, id: string, what: Following): Promise<Delivery> {
  const params = { path: { workspaceId, id } }
  if (what.do === 'edit') {
    const body = { text: what.text, send: { kind: 'now' as const } }
    return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/edit', { params, body }))
  }
  const { accountId, send } = what
  return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/repost', { params, body: { accountId, send } }))
}
