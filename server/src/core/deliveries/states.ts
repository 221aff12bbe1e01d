import type { DeliveryState } from '../../db/schema.ts'

/** What may be asked of a delivery in which state. One table: it answers the server, the button and its tooltip. */
export const allowed = {
  cancel: ['scheduled', 'held', 'failed'],
  reschedule: ['scheduled'],
  release: ['held'],
  retry: ['failed'],
  lookUp: ['unconfirmed'],
  decide: ['unconfirmed'],
  takeDown: ['published'],
  changeReplyControl: ['published'],
  repost: ['published'],
  edit: ['published'],
  sendDuringStop: ['held', 'scheduled'],
} as const satisfies Record<string, readonly DeliveryState[]>

export type DeliveryAction = keyof typeof allowed

export function deliveryCan(action: DeliveryAction, state: DeliveryState): boolean {
  const states: readonly DeliveryState[] = allowed[action]
  return states.includes(state)
}

/** Every change a delivery can go through (design, section 5). Anything else is refused by `move`. */
export const transitions: Record<DeliveryState, readonly DeliveryState[]> = {
  // published: found on the network after a look had called it absent
  scheduled: ['sending', 'held', 'failed', 'cancelled', 'scheduled', 'published'],
  sending: ['published', 'failed', 'scheduled', 'unconfirmed', 'held'],
  unconfirmed: ['published', 'scheduled', 'held', 'failed', 'unconfirmed'],
  held: ['scheduled', 'cancelled', 'held', 'published'],
  failed: ['scheduled', 'cancelled'],
  published: ['retracted'],
  retracted: [],
  cancelled: [],
}
