import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Approval } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { wakeNotifier } from '../notifications/wake.ts'
import { takePost } from '../posts/find.ts'
import { ask } from './ask.ts'
import { currentApproval, mayDecide, takeOpen, type By } from './find.ts'
import { readMissingApproval } from './stand.ts'

interface Answer {
  readonly workspaceId: string
  readonly postId: string
  readonly by: By
  readonly actor: Actor
}

/**
 * Answers what was asked. Approved, what is still to come goes out at its time; what the gate has kept in meanwhile is held, and
 * needs a decision as everything held does (I7).
 * @param request.version the post that was looked at: other words are another question
 * @throws NOT_FOUND, APPROVAL_CLOSED, APPROVAL_NOT_YOURS, POST_CONFLICT
 */
export async function decideApproval(
  core: Core,
  request: Answer & { readonly as: 'approved' | 'refused'; readonly version: number; readonly note: string },
): Promise<Approval> {
  const { workspaceId, postId, as, version, note, by, actor } = request
  return transact(core, async (tx) => {
    const post = await takePost(tx, workspaceId, postId)
    const open = await takeOpen(tx, postId)
    if (!mayDecide(open, by)) throw errors.approvalNotYours()
    if (post.version !== version)
      throw errors.postConflict('Load the post again to see its words as they are now, then decide.', {
        field: 'version',
      })
    const decided = await close(tx, open.id, {
      state: as,
      decidedBy: by.personId,
      decisionNote: note,
      postVersion: version,
    })
    const subject = { kind: 'approval', id: open.id } as const
    const detail = { version, ...(note === '' ? {} : { note }) }
    await record(tx, { workspaceId, action: `approval.${as}`, actor, subject, postId, detail })
    await wakeNotifier(tx)
    return decided
  })
}

/**
 * An owner or an admin lets a post pass without the answer: nobody waits for a signature in an emergency. The record says who, and why.
 * @throws NOT_FOUND; APPROVAL_CLOSED when nothing keeps the post in
 */
export async function overrideApproval(core: Core, request: Answer & { readonly reason: string }): Promise<Approval> {
  const { workspaceId, postId, reason, by, actor } = request
  return transact(core, async (tx) => {
    const post = await takePost(tx, workspaceId, postId)
    if ((await readMissingApproval(tx, postId)) === undefined) throw errors.approvalClosed()
    const before = (await currentApproval(tx, postId)) ?? (await ask(tx, post, { ...toAnOwner, askedBy: by.personId }))
    const said = { decidedBy: by.personId, decisionNote: reason, postVersion: post.version }
    const overridden = await close(tx, before.id, { state: 'overridden', ...said })
    const subject = { kind: 'approval', id: before.id } as const
    const detail = { reason, was: before.state, version: post.version }
    await record(tx, { workspaceId, action: 'approval.overridden', actor, subject, postId, detail })
    await wakeNotifier(tx)
    return overridden
  })
}

/** Nobody was asked where somebody had to be: the question is written down with its answer. */
const toAnOwner = { ofRole: 'owner', ofPerson: null, note: '', expiresAt: sql<Date>`clock_timestamp()` } as const

async function close(
  tx: Tx,
  id: string,
  said: Pick<Approval, 'state' | 'decidedBy' | 'decisionNote' | 'postVersion'>,
): Promise<Approval> {
  return tx
    .updateTable('approval')
    .set({ ...said, decidedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
