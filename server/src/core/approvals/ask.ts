import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Approval, Post } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import type { When } from '../deliveries/schedule.ts'
import { errors } from '../errors.ts'
import { wakeNotifier } from '../notifications/wake.ts'
import { may } from '../people/permissions.ts'
import { roleOf } from '../people/workspaces.ts'
import { takePost } from '../posts/find.ts'
import { planPost } from '../posts/write.ts'
import type { By } from './find.ts'

export type Asked = { readonly role: NonNullable<Approval['ofRole']> } | { readonly personId: string }

/** A question that says no time is open for so many days. */
const openFor = 7

/**
 * Asks a role or a person whether a post may go out, and plans it where a time is given: until the answer is yes, the gate keeps it
 * in. Asked again, the new question replaces the one before.
 * @throws NOT_FOUND; POST_SENT when nothing of it can be kept in any more; TIME_PAST; as `planPost`
 */
export async function askApproval(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly postId: string
    readonly of: Asked
    readonly note: string
    readonly expiresAt?: Date | undefined
    /** When it is to go out; never at once, as somebody has to look first. */
    readonly when?: Exclude<When, { kind: 'now' }> | undefined
    readonly by: By
    readonly actor: Actor
  },
): Promise<Approval> {
  const { workspaceId, postId, of, note, expiresAt, when, by, actor } = request
  return transact(core, async (tx) => {
    const post = await takePost(tx, workspaceId, postId)
    await assertCanWait(tx, post, by)
    if ('personId' in of) await assertCanAnswer(tx, workspaceId, of.personId, by)
    if (expiresAt !== undefined && expiresAt <= (await now(tx)))
      throw errors.timePast('Choose a time that is still to come.', { field: 'expiresAt' })
    const approval = await ask(tx, post, {
      askedBy: by.personId,
      ofRole: 'role' in of ? of.role : null,
      ofPerson: 'personId' in of ? of.personId : null,
      note,
      expiresAt: expiresAt ?? sql<Date>`clock_timestamp() + make_interval(days => ${openFor})`,
    })
    const detail = { of, expiresAt: approval.expiresAt.toISOString(), version: post.version }
    const subject = { kind: 'approval', id: approval.id } as const
    await record(tx, { workspaceId, action: 'approval.asked', actor, subject, postId, detail })
    if (when !== undefined) await planPost(tx, core, post, { when, actor, duplicate: 'accepted' })
    await wakeNotifier(tx)
    return approval
  })
}

type Question = Pick<Approval, 'askedBy' | 'ofRole' | 'ofPerson' | 'note'> & {
  readonly expiresAt: Date | ReturnType<typeof sql<Date>>
}

/** Writes a question down, in place of the one before. The caller has locked the post. */
export async function ask(tx: Tx, { id: postId, workspaceId }: Post, question: Question): Promise<Approval> {
  await tx
    .updateTable('approval')
    .set({ current: false })
    .where('postId', '=', postId)
    .where('current', '=', true)
    .execute()
  return tx
    .insertInto('approval')
    .values({ id: newId(), workspaceId, postId, ...question })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What is out cannot wait for an answer; what an editor planned is not kept in by who may not plan. */
async function assertCanWait(tx: Tx, post: Post, by: By): Promise<void> {
  const live = await tx
    .selectFrom('delivery')
    .select('state')
    .where('postId', '=', post.id)
    .where('state', '<>', 'cancelled')
    .execute()
  if (live.length === 0) return
  if (!live.some(({ state }) => ['scheduled', 'held', 'failed'].includes(state))) throw errors.postSent()
  if (post.authorId !== by.personId && !may(by.role, 'post.send'))
    throw errors.forbidden('This post is planned: its author or an editor asks for its approval.')
}

/** @throws NOT_FOUND for who is no member; APPROVAL_SELF */
async function assertCanAnswer(tx: Tx, workspaceId: string, personId: string, by: By): Promise<void> {
  if (personId === by.personId) throw errors.approvalSelf(undefined, { field: 'of' })
  if ((await roleOf(tx, workspaceId, personId)) === undefined)
    throw errors.notFound('This person is not a member here.', { field: 'of' })
}

async function now(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  return rows[0]?.now ?? new Date()
}

/**
 * The words of a post have changed: what was approved were others. The same people are asked again, unless the workspace does not
 * want that. The caller has locked the post.
 */
export async function askAgain(tx: Tx, post: Post, actor: Actor): Promise<void> {
  const before = await tx
    .selectFrom('approval as a')
    .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
    .selectAll('a')
    .where('a.postId', '=', post.id)
    .where('a.current', '=', true)
    .where('a.state', 'in', ['approved', 'overridden'])
    .where('w.approvalAgain', '=', true)
    .executeTakeFirst()
  if (before === undefined) return
  const { askedBy, ofRole, ofPerson, note } = before
  const expiresAt = sql<Date>`clock_timestamp() + make_interval(days => ${openFor})`
  const approval = await ask(tx, post, { askedBy, ofRole, ofPerson, note, expiresAt })
  const { workspaceId, id: postId, version } = post
  const subject = { kind: 'approval', id: approval.id } as const
  const detail = { before: before.id, was: before.state, version }
  await record(tx, { workspaceId, action: 'approval.asked_again', actor, subject, postId, detail })
  await wakeNotifier(tx)
}
