/** Deliveries that wait, by what happened to them. Pure. */
import type { HeldDelivery } from '../api/types.ts'

export interface NeedGroup {
  readonly key: string
  readonly state: HeldDelivery['state']
  readonly reason: string | null
  readonly items: readonly HeldDelivery[]
  /** Can be decided many at once: an unconfirmed one needs somebody who looks. */
  readonly decidable: boolean
}

/** In the order of the list, which has the most urgent first. */
export function groupNeeds(deliveries: readonly HeldDelivery[]): NeedGroup[] {
  const groups = Map.groupBy(deliveries, ({ state, reason }) => `${state} ${reason ?? ''}`)
  return [...groups].flatMap(([key, items]) => {
    const [first] = items
    if (first === undefined) return []
    return [{ key, state: first.state, reason: first.reason, items, decidable: first.state !== 'unconfirmed' }]
  })
}
