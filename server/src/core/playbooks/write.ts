import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findPlaybook, type Contact, type PlaybookView, type Step } from './playbook.ts'

/** What is written of a playbook. A step or contact that has its id keeps it. */
export interface PlaybookDraft {
  readonly name: string
  readonly situation: string
  readonly steps: readonly Written<Step>[]
  readonly contacts: readonly Written<Contact>[]
  readonly statementPostIds: readonly string[]
}
type Written<T extends { readonly id: string }> = Omit<T, 'id'> & { readonly id?: string | undefined }

/** @throws NOT_FOUND for a person or a post that is not the workspace's */
export async function writePlaybook(
  core: Core,
  request: { readonly workspaceId: string; readonly draft: PlaybookDraft; readonly actor: Actor },
): Promise<PlaybookView> {
  const { workspaceId, draft, actor } = request
  return transact(core, async (tx) => {
    const { name, situation } = draft
    const id = newId()
    await tx.insertInto('playbook').values({ id, workspaceId, name, situation }).execute()
    await setParts(tx, { id, workspaceId }, draft)
    const subject = { kind: 'playbook', id } as const
    await record(tx, { workspaceId, action: 'playbook.written', actor, subject, detail: { name } })
    return findPlaybook(tx, workspaceId, id)
  })
}

/**
 * Rewrites a playbook, whole. What runs during a halt keeps its steps as they were.
 * @param request.version what the author saw; another one's change since is not overwritten
 * @throws NOT_FOUND, PLAYBOOK_CONFLICT
 */
export async function editPlaybook(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly version: number
    readonly draft: PlaybookDraft
    readonly actor: Actor
  },
): Promise<PlaybookView> {
  const { workspaceId, id, version, draft, actor } = request
  return transact(core, async (tx) => {
    const before = await takePlaybook(tx, workspaceId, id)
    if (before.version !== version)
      throw errors.playbookConflict('Load the playbook again to see the other change, then make yours.', {
        field: 'version',
      })
    const { name, situation } = draft
    await tx
      .updateTable('playbook')
      .set({ name, situation, version: version + 1, updatedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await setParts(tx, { id, workspaceId }, draft)
    const subject = { kind: 'playbook', id } as const
    const detail = { name, version: version + 1 }
    await record(tx, { workspaceId, action: 'playbook.edited', actor, subject, detail })
    return findPlaybook(tx, workspaceId, id)
  })
}

/** Puts a playbook away. What ran of it stays in the record and with its halts. @throws NOT_FOUND */
export async function archivePlaybook(core: Core, workspaceId: string, id: string, actor: Actor): Promise<void> {
  await transact(core, async (tx) => {
    const { name } = await takePlaybook(tx, workspaceId, id)
    await tx
      .updateTable('playbook')
      .set({ archivedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    const subject = { kind: 'playbook', id } as const
    await record(tx, { workspaceId, action: 'playbook.archived', actor, subject, detail: { name } })
  })
}

async function takePlaybook(tx: Tx, workspaceId: string, id: string) {
  const found = await tx
    .selectFrom('playbook')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

async function setParts(tx: Tx, playbook: { id: string; workspaceId: string }, draft: PlaybookDraft): Promise<void> {
  const { id: playbookId, workspaceId } = playbook
  await assertMembers(tx, workspaceId, draft.steps)
  await assertPosts(tx, workspaceId, draft.statementPostIds)
  const steps = await withIds(tx, 'playbookStep', playbookId, draft.steps)
  const contacts = await withIds(tx, 'playbookContact', playbookId, draft.contacts)
  await tx.deleteFrom('playbookStep').where('playbookId', '=', playbookId).execute()
  await tx.deleteFrom('playbookContact').where('playbookId', '=', playbookId).execute()
  await tx.deleteFrom('playbookStatement').where('playbookId', '=', playbookId).execute()
  const placed = <T extends object>(parts: readonly T[]) =>
    parts.map((part, position) => ({ ...part, playbookId, position }))
  if (steps.length > 0) await tx.insertInto('playbookStep').values(placed(steps)).execute()
  if (contacts.length > 0) await tx.insertInto('playbookContact').values(placed(contacts)).execute()
  const statements = [...new Set(draft.statementPostIds)].map((postId) => ({ postId }))
  if (statements.length > 0) await tx.insertInto('playbookStatement').values(placed(statements)).execute()
}

/** A part keeps the id it has in this playbook; any other gets a new one, so that nobody writes over another playbook's. */
async function withIds<T extends { readonly id?: string | undefined }>(
  tx: Tx,
  table: 'playbookStep' | 'playbookContact',
  playbookId: string,
  parts: readonly T[],
): Promise<(T & { id: string })[]> {
  const rows = await tx.selectFrom(table).select('id').where('playbookId', '=', playbookId).execute()
  const free = new Set(rows.map((row) => row.id))
  return parts.map((part) => ({ ...part, id: part.id !== undefined && free.delete(part.id) ? part.id : newId() }))
}

async function assertMembers(tx: Tx, workspaceId: string, steps: PlaybookDraft['steps']): Promise<void> {
  const wanted = new Set(steps.flatMap(({ personId }) => personId ?? []))
  if (wanted.size === 0) return
  const found = await tx
    .selectFrom('member')
    .select('personId')
    .where('workspaceId', '=', workspaceId)
    .where('personId', 'in', [...wanted])
    .execute()
  if (found.length !== wanted.size)
    throw errors.notFound('One of the people is no member of this workspace.', { field: 'steps' })
}

async function assertPosts(tx: Tx, workspaceId: string, postIds: readonly string[]): Promise<void> {
  const wanted = new Set(postIds)
  if (wanted.size === 0) return
  const found = await tx
    .selectFrom('post')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .where('id', 'in', [...wanted])
    .execute()
  if (found.length !== wanted.size)
    throw errors.notFound('One of the statements is no post of this workspace.', { field: 'statementPostIds' })
}
