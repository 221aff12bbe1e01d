import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { wakeNotifier } from '../notifications/wake.ts'
import { findPost } from '../posts/find.ts'

export interface Said {
  readonly text: string
  /** Members who are named. */
  readonly mentions: readonly string[]
}

interface OnPost {
  readonly workspaceId: string
  readonly postId: string
  readonly personId: string
  readonly actor: Actor
}

/** Comments a post, for the workspace alone. @throws NOT_FOUND, also for somebody named who is no member */
export async function writeComment(core: Core, request: OnPost & Said): Promise<string> {
  const { workspaceId, postId, personId: authorId, text, actor } = request
  return transact(core, async (tx) => {
    await findPost(tx, workspaceId, postId)
    const mentions = await membersOf(tx, workspaceId, request.mentions)
    const id = newId()
    await tx.insertInto('comment').values({ id, workspaceId, postId, authorId, text }).execute()
    await name(tx, id, mentions)
    const subject = { kind: 'comment', id } as const
    await record(tx, { workspaceId, action: 'comment.written', actor, subject, postId, detail: { mentions } })
    await markReadUpTo(tx, { postId, personId: authorId, commentId: id })
    if (mentions.length > 0) await wakeNotifier(tx)
    return id
  })
}

/** Writes one’s own comment anew. Who is named now and was not is told. @throws NOT_FOUND, COMMENT_NOT_YOURS */
export async function editComment(core: Core, request: OnPost & Said & { readonly id: string }): Promise<void> {
  const { workspaceId, postId, id, text, actor } = request
  await transact(core, async (tx) => {
    await takeOwn(tx, request)
    const wanted = await membersOf(tx, workspaceId, request.mentions)
    const before = await tx.selectFrom('commentMention').select('personId').where('commentId', '=', id).execute()
    const mentions = wanted.filter((person) => !before.some(({ personId }) => personId === person))
    await tx
      .updateTable('comment')
      .set({ text, editedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('commentMention').where('commentId', '=', id).execute()
    await name(tx, id, wanted)
    const subject = { kind: 'comment', id } as const
    await record(tx, { workspaceId, action: 'comment.edited', actor, subject, postId, detail: { mentions } })
    if (mentions.length > 0) await wakeNotifier(tx)
  })
}

/** Deletes one’s own comment: its words are gone, that it was there stays. @throws NOT_FOUND, COMMENT_NOT_YOURS */
export async function deleteComment(core: Core, request: OnPost & { readonly id: string }): Promise<void> {
  const { workspaceId, postId, id, actor } = request
  await transact(core, async (tx) => {
    await takeOwn(tx, request)
    await tx
      .updateTable('comment')
      .set({ text: '', deletedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('commentMention').where('commentId', '=', id).execute()
    await record(tx, { workspaceId, action: 'comment.deleted', actor, subject: { kind: 'comment', id }, postId })
  })
}

async function takeOwn(tx: Tx, { workspaceId, postId, personId, id }: OnPost & { readonly id: string }): Promise<void> {
  const found = await tx
    .selectFrom('comment')
    .select('authorId')
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .where('deletedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  if (found.authorId !== personId) throw errors.commentNotYours()
}

async function membersOf(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(personIds)]
  if (wanted.length === 0) return []
  const found = await tx
    .selectFrom('member')
    .select('personId')
    .where('workspaceId', '=', workspaceId)
    .where('personId', 'in', wanted)
    .execute()
  if (found.length !== wanted.length)
    throw errors.notFound('Somebody named is not a member of this workspace.', { field: 'mentions' })
  return wanted
}

async function name(tx: Tx, commentId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .insertInto('commentMention')
    .values(personIds.map((personId) => ({ commentId, personId })))
    .execute()
}

/** What somebody has read, they have read: an older mark does not take a newer one back. */
export async function markReadUpTo(
  tx: Tx,
  { postId, personId, commentId }: { readonly postId: string; readonly personId: string; readonly commentId: string },
): Promise<void> {
  await tx
    .insertInto('commentRead')
    .values({ postId, personId, readUpTo: commentId })
    .onConflict((conflict) =>
      conflict.columns(['postId', 'personId']).doUpdateSet({
        readUpTo: sql<string>`case when excluded.read_up_to > comment_read.read_up_to
          then excluded.read_up_to else comment_read.read_up_to end`,
      }),
    )
    .execute()
}
