/** What a person asks of the stop, as requests. */
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Account, Delivery } from '../api/types.ts'
import { lookBack } from './queries.ts'
import type { Halt, Level, SealedHalt } from './shapes.ts'

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

const ofWorkspace = (workspaceId: string) => ({ path: { workspaceId } })
const ofItem = (workspaceId: string, id: string) => ({ path: { workspaceId, id } })

/** @throws ApiError; then nothing is stopped, unless no answer came at all */
export async function stop(workspaceId: string, { reach, level, reason }: Stop): Promise<readonly SealedHalt[]> {
  const told = { level, ...because(reason) }
  if (reach.kind === 'all') return (await unwrap(api.POST('/api/halts', { body: told }))).halts
  const part =
    reach.kind === 'network' && reach.network !== ''
      ? { network: reach.network }
      : reach.kind === 'account'
        ? { accountId: reach.accountId }
        : reach.kind === 'campaign'
          ? { campaignId: reach.campaignId }
          : {}
  const request = { params: ofWorkspace(workspaceId), body: { ...told, ...part } }
  return [await unwrap(api.POST('/api/workspaces/{workspaceId}/halts', request))]
}

const because = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() })

export function giveReason(workspaceId: string, haltId: string, reason: string): Promise<Halt> {
  const request = { params: ofItem(workspaceId, haltId), body: { reason } }
  return unwrap(api.PATCH('/api/workspaces/{workspaceId}/halts/{id}', request))
}

/** Takes down some of what just went out, or all of it but statements. */
export function recall(workspaceId: string, haltId: string, deliveryIds: readonly string[] | 'all') {
  const body = deliveryIds === 'all' ? { minutes: lookBack } : { deliveryIds: [...deliveryIds] }
  const request = { params: ofItem(workspaceId, haltId), body }
  return unwrap(api.POST('/api/workspaces/{workspaceId}/halts/{id}/recall', request))
}

/** Cancels what another tool has scheduled, on its network. */
export async function cancelNotOurs(
  workspaceId: string,
  haltId: string,
  item: { readonly accountId: string; readonly id: string },
): Promise<void> {
  const request = { params: ofItem(workspaceId, haltId), body: item }
  await unwrap(api.POST('/api/workspaces/{workspaceId}/halts/{id}/not-ours/cancel', request))
}

/** Lets one delivery pass the stops that cover it now. */
export function sendDuringStop(workspaceId: string, deliveryId: string, reason: string): Promise<Delivery> {
  const request = { params: ofItem(workspaceId, deliveryId), body: { reason } }
  return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/send-during-stop', request))
}
