/** What is asked of deliveries in the calendar, and what came of it. */
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { CalendarActed } from '../api/types.ts'
import { toQuery } from './narrowing.ts'
import { type Narrowing } from './search.ts'

export type Act =
  | { readonly do: 'move_to'; readonly times: { id: string; at: string }[] }
  | { readonly do: 'move_by'; readonly days: number; readonly minutes: number }
  | { readonly do: 'cancel' }
  | { readonly do: 'campaign'; readonly campaignId: string | null }
  | { readonly do: 'tag'; readonly add: string[]; readonly remove: string[] }

/** Those that are chosen, or everything the view lets through. */
export type Which =
  | { readonly ids: readonly string[] }
  | { readonly range: { readonly from: string; readonly to: string }; readonly narrowing: Narrowing }

/** @throws ApiError */
export async function act(workspaceId: string, which: Which, what: Act): Promise<CalendarActed[]> {
  const target =
    what.do === 'move_to'
      ? {}
      : 'ids' in which
        ? { ids: [...which.ids] }
        : { filter: { ...which.range, ...toQuery(which.narrowing) } }
  const { items } = await unwrap(
    api.POST('/api/workspaces/{workspaceId}/calendar/act', {
      params: { path: { workspaceId } },
      body: { ...target, act: what },
    }),
  )
  return items
}

export type Outcome = CalendarActed['outcome']

/** How many came to what. */
export function tally(items: readonly CalendarActed[]): ReadonlyMap<Outcome, number> {
  const counts = new Map<Outcome, number>()
  for (const { outcome } of items) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return counts
}

/** What puts moved deliveries back where they were. */
export const backAgain = (items: readonly CalendarActed[]): Act => ({
  do: 'move_to',
  times: items.flatMap(({ id, outcome, before }) =>
    outcome === 'done' && before !== undefined ? [{ id, at: before }] : [],
  ),
})
