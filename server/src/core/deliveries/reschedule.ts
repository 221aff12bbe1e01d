import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { assertApproved } from '../approvals/assert.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { assertNotHalted } from '../halts/covering.ts'
import { takeDelivery } from './find.ts'
import { wakeLane } from './lane.ts'
import { moveAll, type Moving } from './move.ts'
import { toDue, type When } from './schedule.ts'
import { newDue } from './set-due.ts'
import type { DeliveryAction } from './states.ts'
import { assertMayFollow, restOf } from './thread.ts'

const words = { reschedule: 'rescheduled', release: 'released', retry: 'retried' } as const

/**
 * Gives a delivery a new time: a scheduled one is moved, a held one released, a failed one tried again. All three pass the gate
 * again when they fall due. What is still in of its thread goes with it.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, TIME_PAST, SLOT_NONE, HALT_ACTIVE, THREAD_BROKEN, APPROVAL_REQUIRED
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
    if (action !== 'reschedule') await assertMayFollow(tx, delivery)
    if (when.kind === 'now') await assertApproved(tx, delivery.postId)
    const due = await toDue(tx, workspaceId, delivery.accountId, when)
    const audit = { dueAt: due.dueAt.toISOString(), before: delivery.dueAt.toISOString(), origin: due.origin }
    const how = { to: 'scheduled', actor, action: words[action], audit } as const
    const thread = [...(await earlier(tx, delivery)), delivery, ...(await restOf(tx, delivery, ['scheduled', 'held']))]
    const moves = thread.map((one): Moving => [one, { ...how, set: newDue(one, due) }])
    const moved = (await moveAll(tx, moves)).find((one) => one.id === delivery.id)
    if (moved === undefined) throw errors.deliveryConflict()
    await wakeLane(tx, delivery.accountId)
    return moved
  })
}

/** What comes before a delivery and waits for its time as it does: a thread is moved as a whole. */
async function earlier(tx: Tx, { state, rootId, position }: Delivery): Promise<Delivery[]> {
  if (state !== 'scheduled' || rootId === null) return []
  return tx
    .selectFrom('delivery')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', rootId), eb('rootId', '=', rootId)]))
    .where('position', '<', position)
    .where('state', '=', 'scheduled')
    .orderBy('position')
    .execute()
}
