import type { Delivery } from '../api/types.ts'

export const numbers = ['likes', 'reposts', 'replies', 'quotes'] as const
export type Number = (typeof numbers)[number]

type Counted = Readonly<Record<Number, number | null>>

/** What several deliveries came to; undefined where no network has told anything yet. */
export function total(deliveries: readonly Delivery[]): Counted | undefined {
  const seen = deliveries.flatMap(({ results }) => results ?? [])
  if (seen.length === 0) return undefined
  const sum = (name: Number) => {
    const told = seen.flatMap((one) => one[name] ?? [])
    return told.length === 0 ? null : told.reduce((all, one) => all + one, 0)
  }
  return { likes: sum('likes'), reposts: sum('reposts'), replies: sum('replies'), quotes: sum('quotes') }
}

/** Everything people did, at each look: what the line draws. */
export const reactions = (point: Counted): number => numbers.reduce((all, name) => all + (point[name] ?? 0), 0)
