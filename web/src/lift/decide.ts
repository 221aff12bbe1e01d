/** Decisions on held deliveries, as requests. */
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { HeldDelivery } from '../api/types.ts'
import type { HeldFilter } from './filter.ts'

export type Decision =
  | { readonly as: 'send_now' | 'slot' | 'draft' | 'drop' }
  /** The oldest goes out so many minutes from now, the others keep their distance to it. */
  | { readonly as: 'move'; readonly minutes: number }
  /** From this instant on, in their old order. */
  | { readonly as: 'at'; readonly at: string }

export type As = Decision['as']

/** The ones chosen, oldest first; or all that a filter lets through and that were held when the list was read. */
export type Which =
  | { readonly chosen: readonly Pick<HeldDelivery, 'id' | 'dueAt'>[] }
  | { readonly filter: HeldFilter; readonly heldBefore: string }

export interface Decided {
  readonly done: number
  readonly refused: readonly { readonly id: string; readonly code: string }[]
  readonly drafts: readonly { readonly postId: string; readonly copyOf: string | null }[]
}

export interface Outcome extends Decided {
  /** What ended it before its end: the rest was not asked for. */
  readonly broken?: unknown
}

/** The most ids the server takes at once. */
const most = 500

type Body = { ids: string[] } | { filter: HeldFilter & { heldBefore: string } }

const ask = (workspaceId: string, body: Body & Decision) =>
  unwrap(api.POST('/api/workspaces/{workspaceId}/held/decide', { params: { path: { workspaceId } }, body }))

/** @throws ApiError when nothing at all was decided */
export async function decide(
  workspaceId: string,
  which: Which,
  decision: Decision,
  onProgress: (done: number) => void,
): Promise<Outcome> {
  if ('filter' in which)
    return ask(workspaceId, { filter: { ...which.filter, heldBefore: which.heldBefore }, ...decision })
  let outcome: Outcome = { done: 0, refused: [], drafts: [] }
  const parts = inParts(which.chosen)
  for (const [index, part] of parts.entries()) {
    try {
      const ids = part.map(({ id }) => id)
      const answer = await ask(workspaceId, { ids, ...ofPart(decision, part[0], which.chosen[0], index) })
      outcome = {
        done: outcome.done + answer.done,
        refused: [...outcome.refused, ...answer.refused],
        drafts: [...outcome.drafts, ...answer.drafts],
      }
      onProgress(outcome.done + outcome.refused.length)
    } catch (error) {
      if (index === 0) throw error
      return { ...outcome, broken: error }
    }
  }
  return outcome
}

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => all.slice(part * most, (part + 1) * most))
}

type Due = Pick<HeldDelivery, 'dueAt'> | undefined

/** What is asked of a later part so that all together keep their distances and their order. */
export function ofPart(decision: Decision, oldest: Due, oldestOfAll: Due, index: number): Decision {
  if (index === 0 || oldest === undefined || oldestOfAll === undefined) return decision
  if (decision.as === 'move') {
    const later = Date.parse(oldest.dueAt) - Date.parse(oldestOfAll.dueAt)
    return { as: 'move', minutes: decision.minutes + Math.round(later / 60_000) }
  }
  if (decision.as === 'at') return { as: 'at', at: new Date(Date.parse(decision.at) + index * 1000).toISOString() }
  return decision
}
