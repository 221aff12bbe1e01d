import type { Delivery } from '../../db/schema.ts'
import type { Due } from './schedule.ts'

/**
 * Columns of a delivery that gets a new time. The instant that stands in the post goes with it: networks show a post at that place of
 * their timelines, and one planned long ago would be buried.
 */
export function newDue(
  { outbound, position }: Pick<Delivery, 'outbound' | 'position'>,
  { dueAt, origin, fromSlot }: Due,
) {
  const createdAt = new Date(dueAt.getTime() + position).toISOString()
  return { dueAt, origin, fromSlot, nextTryAt: null, attempts: 0, outbound: { ...outbound, createdAt } }
}
