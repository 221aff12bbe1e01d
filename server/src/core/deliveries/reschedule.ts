import type { Delivery } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { assertNotHalted } from '../halts/covering.ts'
import { takeDelivery } from './find.ts'
import { wakeLane } from './lane.ts'
import { move } from './move.ts'
import { toDue, type When } from './schedule.ts'
import type { DeliveryAction } from './states.ts'

const words = { reschedule: 'rescheduled', release: 'released', retry: 'retried' } as const

/**
 * Gives a delivery a new time: a scheduled one is moved, a held one released, a failed one tried again. All three pass the gate
 * again when they fall due.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, TIME_PAST, SLOT_NONE, HALT_ACTIVE
 */
export async function rescheduleDelivery(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly action: Extract<DeliveryAction, keyof typeof words>
    readonly when: When
    readonly actor: Actor
  },
): Promise<Delivery> {
  const { workspaceId, id, action, when, actor } = request
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, action)
    if (action === 'release') await assertNotHalted(tx, delivery)
    const due = await toDue(tx, workspaceId, delivery.accountId, when)
    const audit = { dueAt: due.dueAt.toISOString(), before: delivery.dueAt.toISOString(), origin: due.origin }
    const set = { ...due, nextTryAt: null, attempts: 0 }
    const moved = await move(tx, delivery, { to: 'scheduled', actor, action: words[action], set, audit })
    await wakeLane(tx, delivery.accountId)
    return moved
  })
}
