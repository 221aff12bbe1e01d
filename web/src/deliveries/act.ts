/** What a person may ask of a delivery, as requests. */
import type { ReplyRule } from '@vigie/server/contract'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Delivery } from '../api/types.ts'

export type Act =
  | { readonly do: 'cancel' | 'lookUp' | 'takeDown' }
  | { readonly do: 'reschedule'; readonly at: string }
  | { readonly do: 'release' | 'retry'; readonly at?: string }
  | { readonly do: 'replyControl'; readonly rules: ReplyRule[] }
  | { readonly do: 'decide'; readonly as: 'published' | 'not_published'; readonly url?: string }

/** @throws ApiError; DELIVERY_STATE_CONFLICT when it has moved on meanwhile */
export async function act(workspaceId: string, deliveryId: string, what: Act): Promise<Delivery> {
  const params = { path: { workspaceId, id: deliveryId } }
  switch (what.do) {
    case 'cancel':
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/cancel', { params }))
    case 'lookUp':
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/look-up', { params }))
    case 'takeDown':
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/take-down', { params }))
    case 'replyControl':
      return unwrap(
        api.PUT('/api/workspaces/{workspaceId}/deliveries/{id}/reply-control', {
          params,
          body: { replyControl: what.rules },
        }),
      )
    case 'reschedule':
      return unwrap(
        api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/reschedule', {
          params,
          body: { kind: 'at', at: what.at },
        }),
      )
    case 'release':
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/release', { params, body: when(what.at) }))
    case 'retry':
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/retry', { params, body: when(what.at) }))
    case 'decide':
      return unwrap(
        api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/decide', {
          params,
          body: { as: what.as, ...(what.url === undefined ? {} : { url: what.url }) },
        }),
      )
  }
}

const when = (at: string | undefined) => (at === undefined ? { kind: 'now' as const } : { kind: 'at' as const, at })
