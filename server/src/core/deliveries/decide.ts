import type { Delivery } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { closeAttempt, isOver } from './close-attempt.ts'
import { takeDelivery } from './find.ts'
import { wakeLane } from './lane.ts'
import { lookUpAt } from './look-up-job.ts'
import { move } from './move.ts'

export type Decision = { readonly as: 'published'; readonly url?: string } | { readonly as: 'not_published' }

/**
 * A person has looked at the network and says what came of an unconfirmed delivery. What is not out is held: sending it is another
 * decision.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT
 */
export async function decideDelivery(
  core: Core,
  request: { readonly workspaceId: string; readonly id: string; readonly decision: Decision; readonly actor: Actor },
): Promise<Delivery> {
  const { workspaceId, id, decision, actor } = request
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'decide')
    const decided =
      decision.as === 'published'
        ? await move(tx, delivery, {
            to: 'published',
            actor,
            action: 'decided_published',
            reason: 'seen_by_person',
            // where it is on the network only the network could say: Vigie cannot take this one down
            set: { url: decision.url ?? null, sentAt: new Date(), nextTryAt: null },
          })
        : await move(tx, delivery, {
            to: 'held',
            actor,
            action: 'decided_not_published',
            reason: 'not_published',
            set: { nextTryAt: null },
          })
    // a worker that was not heard of may still be sending: a halt goes on waiting for it
    await closeAttempt(tx, delivery.attemptId, decision.as, await isOver(tx, delivery.attemptId))
    await wakeLane(tx, delivery.accountId)
    return decided
  })
}

/** Has an unconfirmed delivery looked up again at once. @throws NOT_FOUND, DELIVERY_STATE_CONFLICT */
export async function askLookUp(core: Core, workspaceId: string, id: string, actor: Actor): Promise<Delivery> {
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'lookUp')
    const nextTryAt = await lookUpAt(tx, delivery.id, 0)
    const set = { nextTryAt }
    return move(tx, delivery, { to: 'unconfirmed', actor, action: 'look_up_asked', reason: 'looking_up', set })
  })
}
