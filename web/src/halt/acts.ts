/** What a person asks of the stop, as requests. */
import type { Account, Delivery } from '../api/types.ts'
import { lookBack } from './queries.ts'
import { request } from './request.ts'
import type { Halt, Level } from './shapes.ts'

/** How far a stop reaches: everything the person may stop, or a part of one workspace. */
export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'workspace' }
  | { readonly kind: 'network'; readonly network: Account['network'] | '' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'campaign'; readonly campaignId: string }

export interface Stop {
  readonly reach: Reach
  readonly level: Level
  readonly reason: string
}

/** The stop as it is when nobody narrows it. */
export const everything: Stop = { reach: { kind: 'all' }, level: 'all', reason: '' }

const path = (workspaceId: string, rest = '') => `/api/workspaces/${workspaceId}/halts${rest}`

/** @throws ApiError; then nothing is stopped, unless no answer came at all */
export async function stop(workspaceId: string, { reach, level, reason }: Stop): Promise<readonly Halt[]> {
  const told = { level, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
  if (reach.kind === 'all') return (await request<{ halts: Halt[] }>('POST', '/api/halts', told)).halts
  const narrowed =
    reach.kind === 'network'
      ? { network: reach.network }
      : reach.kind === 'account'
        ? { accountId: reach.accountId }
        : reach.kind === 'campaign'
          ? { campaignId: reach.campaignId }
          : {}
  return [await request<Halt>('POST', path(workspaceId), { ...told, ...narrowed })]
}

export function giveReason(workspaceId: string, haltId: string, reason: string): Promise<Halt> {
  return request('PATCH', path(workspaceId, `/${haltId}`), { reason })
}

/** Takes down some of what just went out, or all of it. */
export function recall(workspaceId: string, haltId: string, deliveryIds?: readonly string[]): Promise<{ asked: number }> {
  const what = deliveryIds === undefined ? { minutes: lookBack } : { deliveryIds }
  return request('POST', path(workspaceId, `/${haltId}/recall`), what)
}

/** The whole of it. A stop of the installation is lifted by its owner, whatever workspace they look at. */
export function lift(workspaceId: string, halt: Halt, reason: string): Promise<Halt> {
  const at = halt.scope.workspaceId === null ? `/api/halts/${halt.id}/lift` : path(workspaceId, `/${halt.id}/lift`)
  return request('POST', at, reason.trim() === '' ? {} : { reason: reason.trim() })
}

/** Lets one delivery pass the stops that cover it now. */
export function sendDuringStop(workspaceId: string, deliveryId: string, reason: string): Promise<Delivery> {
  return request('POST', `/api/workspaces/${workspaceId}/deliveries/${deliveryId}/send-during-stop`, { reason })
}
