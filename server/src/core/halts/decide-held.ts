import { VigieError } from '../../lib/errors.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { returnToDraft, type Returned } from '../posts/return-to-draft.ts'
import { heldIds, type HeldFilter } from './held.ts'
import { dropHeld, sendHeld, type NewTime, type Refused } from './move-held.ts'

/** What becomes of held deliveries. */
export type HeldDecision = NewTime | { readonly as: 'draft' } | { readonly as: 'drop' }

interface Decided {
  readonly done: number
  readonly refused: readonly Refused[]
  /** For `draft`: which posts are drafts now, and whether each is a copy. */
  readonly drafts: readonly Returned[]
}

/**
 * Decides held deliveries, each for itself: one that is refused stops no other. Done again it does no harm: what was decided is not
 * held any more, and is refused.
 * @throws NOT_FOUND for a halt in the filter that does not concern the workspace; TIME_PAST
 */
export async function decideHeld(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly which: { readonly ids: readonly string[] } | { readonly filter: HeldFilter }
    readonly decision: HeldDecision
    readonly actor: Actor
  },
): Promise<Decided> {
  const { workspaceId, which, decision, actor } = request
  const ids = [...new Set('ids' in which ? which.ids : await heldIds(core.db, workspaceId, which.filter))]
  const known = await core.db
    .selectFrom('delivery')
    .select(['id', 'postId', 'accountId', 'dueAt'])
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .orderBy('dueAt')
    .orderBy('seq')
    .execute()
  const found = new Set(known.map(({ id }) => id))
  const unknown = ids.filter((id) => !found.has(id)).map((id) => ({ id, code: errors.notFound.code }))
  const some = { workspaceId, deliveries: known, actor }
  const { refused, drafts } =
    decision.as === 'draft'
      ? await draftHeld(core, some)
      : { refused: await (decision.as === 'drop' ? dropHeld(core, some) : sendHeld(core, some, decision)), drafts: [] }
  const all = [...refused, ...unknown]
  return { done: ids.length - all.length, refused: all, drafts }
}

/** All of one post in one transaction: it then is one draft, or has one copy, for all the accounts it is taken back from. */
async function draftHeld(
  core: Core,
  some: { workspaceId: string; deliveries: readonly { id: string; postId: string }[]; actor: Actor },
) {
  const { workspaceId, deliveries, actor } = some
  const refused: Refused[] = []
  const drafts: Returned[] = []
  for (const [postId, ofPost] of Map.groupBy(deliveries, (delivery) => delivery.postId)) {
    const deliveryIds = ofPost.map(({ id }) => id)
    const returned = await transact(core, (tx) => returnToDraft(tx, { workspaceId, postId, deliveryIds, actor })).catch(
      refusal,
    )
    const done = 'refusedWith' in returned ? [] : returned.deliveryIds
    const code = 'refusedWith' in returned ? returned.refusedWith : errors.deliveryConflict.code
    refused.push(...deliveryIds.filter((id) => !done.includes(id)).map((id) => ({ id, code })))
    if (!('refusedWith' in returned)) drafts.push(returned)
  }
  return { refused, drafts }
}

/** What is no refusal, such as a lost database, ends the whole. */
function refusal(error: unknown): { refusedWith: string } {
  if (error instanceof VigieError) return { refusedWith: error.code }
  throw error
}
