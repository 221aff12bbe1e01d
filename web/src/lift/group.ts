import type { HeldDelivery } from '../api/types.ts'

/** What one account would have said for one campaign, oldest first. */
export interface HeldGroup {
  readonly key: string
  readonly account: HeldDelivery['account']
  readonly campaign: HeldDelivery['campaign']
  readonly items: readonly HeldDelivery[]
}

/** A line of the list: the head of a group, or a delivery with its place among all. */
export type Line =
  | { readonly kind: 'group'; readonly group: HeldGroup }
  | { readonly kind: 'item'; readonly item: HeldDelivery; readonly place: number }

const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byDue = (a: HeldDelivery, b: HeldDelivery) => before(a.dueAt, b.dueAt) || before(a.id, b.id)

/** By account and campaign; the group whose oldest has waited longest comes first. */
export function groupHeld(held: readonly HeldDelivery[]): HeldGroup[] {
  const groups = Map.groupBy(held.toSorted(byDue), ({ account, campaign }) => `${account.id} ${campaign?.id ?? ''}`)
  // a map keeps the order in which its keys came: that of each group's oldest
  return [...groups].flatMap(([key, items]) => {
    const [first] = items
    return first === undefined ? [] : [{ key, account: first.account, campaign: first.campaign, items }]
  })
}

export function toLines(groups: readonly HeldGroup[]): Line[] {
  let place = 0
  return groups.flatMap((group): Line[] => [
    { kind: 'group', group },
    ...group.items.map((item): Line => ({ kind: 'item', item, place: ++place })),
  ])
}
