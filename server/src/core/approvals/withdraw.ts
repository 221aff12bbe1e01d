import type { Tx } from '../../db/pool.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLanes } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { errors } from '../errors.ts'
import { may } from '../people/permissions.ts'
import { takePost } from '../posts/find.ts'
import { currentApproval, type By } from './find.ts'
import { readMissingApproval } from './stand.ts'

/**
 * Takes a question back. What was planned with it stays planned where who asked may plan without approval; otherwise it is taken
 * back too, as nothing would keep it in.
 * @throws NOT_FOUND; APPROVAL_CLOSED when nothing is asked or refused; APPROVAL_NOT_YOURS for who did not ask
 */
export async function withdrawApproval(
  core: Core,
  request: { readonly workspaceId: string; readonly postId: string; readonly by: By; readonly actor: Actor },
): Promise<void> {
  const { workspaceId, postId, by, actor } = request
  await transact(core, async (tx) => {
    await takePost(tx, workspaceId, postId)
    const approval = await currentApproval(tx, postId)
    if (approval === undefined || (approval.state !== 'asked' && approval.state !== 'refused'))
      throw errors.approvalClosed()
    if (approval.askedBy !== by.personId) throw errors.approvalNotYours()
    await tx
      .updateTable('approval')
      .set({ state: 'withdrawn', current: false, decidedAt: new Date() })
      .where('id', '=', approval.id)
      .execute()
    const freely = may(by.role, 'post.send') && (await readMissingApproval(tx, postId)) === undefined
    const takenBack = freely ? [] : await takeBack(tx, postId, actor)
    const subject = { kind: 'approval', id: approval.id } as const
    const detail = { takenBack: takenBack.length }
    await record(tx, { workspaceId, action: 'approval.withdrawn', actor, subject, postId, detail })
  })
}

async function takeBack(tx: Tx, postId: string, actor: Actor): Promise<string[]> {
  const live = tx.selectFrom('delivery').selectAll().where('postId', '=', postId).where('state', '<>', 'cancelled')
  const lanes = [...new Set((await live.execute()).map(({ accountId }) => accountId))]
  await lockLanes(tx, lanes)
  const open = (await live.execute()).filter(({ state }) => deliveryCan('cancel', state))
  for (const delivery of open)
    await move(tx, delivery, { to: 'cancelled', actor, action: 'cancelled', set: { nextTryAt: null } })
  return open.map(({ id }) => id)
}
