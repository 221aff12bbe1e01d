import { VigieError } from '../../lib/errors.ts'
import type { Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { rescheduleDelivery } from '../deliveries/reschedule.ts'
import { decideHeld } from '../halts/decide-held.ts'
import type { Refused } from '../halts/move-held.ts'

/** What can be decided of many that wait, held or refused: an unconfirmed one needs somebody who looks. */
export type NeedDecision = { readonly as: 'send_now' } | { readonly as: 'drop' }

/**
 * Decides deliveries that wait for a person, each for itself: one that is refused stops no other. Done again it does no harm.
 * @returns how many were done, and which were not
 */
export async function decideNeeds(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly ids: readonly string[]
    readonly decision: NeedDecision
    readonly actor: Actor
  },
): Promise<{ done: number; refused: Refused[] }> {
  const { workspaceId, decision, actor } = request
  const ids = [...new Set(request.ids)]
  const failed = await core.db
    .selectFrom('delivery')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('state', '=', 'failed')
    .orderBy('dueAt')
    .orderBy('seq')
    .execute()
  const refused: Refused[] = []
  for (const { id } of failed) {
    try {
      if (decision.as === 'drop') await cancelDelivery(core, workspaceId, id, actor)
      else await rescheduleDelivery(core, { workspaceId, id, action: 'retry', when: { kind: 'now' }, actor })
    } catch (error) {
      // what is no refusal, such as a lost database, ends the whole
      if (!(error instanceof VigieError)) throw error
      refused.push({ id, code: error.code })
    }
  }
  const others = ids.filter((id) => !failed.some((one) => one.id === id))
  const rest =
    others.length === 0 ? undefined : await decideHeld(core, { workspaceId, which: { ids: others }, decision, actor })
  const all = [...refused, ...(rest?.refused ?? [])]
  return { done: ids.length - all.length, refused: all }
}
