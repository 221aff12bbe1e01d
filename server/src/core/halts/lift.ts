import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Halt, HaltLevel } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { holdDue } from './hold-due.ts'
import { entriesFor, recordAll, workspacesOf } from './seal.ts'

export interface LiftPart {
  readonly workspaceId?: string | undefined
  readonly network?: string | undefined
  readonly accountId?: string | undefined
  readonly campaignId?: string | undefined
}

export interface LiftRequest {
  readonly id: string
  /** Null: who owns the installation lifts a halt of the whole of it. */
  readonly workspaceId: string | null
  readonly reason?: string | undefined
  /** Lowers the level instead of lifting. */
  readonly to?: Exclude<HaltLevel, 'all'> | undefined
  /** Lifts a part of the scope alone. */
  readonly except?: LiftPart | undefined
  readonly actor: Actor
  readonly personId: string | null
}

const strength: Record<HaltLevel, number> = { automation: 1, scheduled: 2, all: 3 }

/** Locks a halt for a change. @throws NOT_FOUND, FORBIDDEN, HALT_LIFTED */
export async function takeHalt(tx: Tx, id: string, workspaceId: string | null): Promise<Halt> {
  const halt = await tx.selectFrom('halt').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (halt === undefined) throw errors.notFound()
  if (workspaceId === null ? halt.workspaceId !== null : halt.workspaceId !== workspaceId && halt.workspaceId !== null)
    throw errors.notFound()
  return halt
}

/**
 * Lifts a halt, or a part of it. Nothing goes out by that: what fell due under it is held, and stays so until a person decides.
 * @throws NOT_FOUND, FORBIDDEN, HALT_LIFTED, VALIDATION_FAILED
 */
export async function lift(core: Core, request: LiftRequest): Promise<Halt> {
  const { to, except } = request
  return transact(core, async (tx) => {
    const halt = await takeHalt(tx, request.id, request.workspaceId)
    if (halt.workspaceId === null && request.workspaceId !== null)
      throw errors.forbidden(
        'This stop covers the whole installation: only who owns the installation can lift it, or a part of it.',
      )
    if (halt.liftedAt !== null) throw errors.haltLifted()
    if (to !== undefined && strength[to] >= strength[halt.level])
      throw errors.validation('A lift makes a stop weaker: choose a lower level, or stop anew.', { field: 'to' })
    if (except !== undefined) await assertPart(tx, except, request.workspaceId)
    await holdDue(tx, halt)
    if (to !== undefined) return lower(tx, halt, to, request)
    if (except !== undefined) return letOut(tx, halt, except, request)
    return liftWhole(tx, halt, request)
  })
}

async function liftWhole(tx: Tx, halt: Halt, request: LiftRequest): Promise<Halt> {
  const lifted = await tx
    .updateTable('halt')
    .set({
      liftedAt: sql<Date>`clock_timestamp()`,
      liftedBy: request.personId,
      liftedByName: request.actor.name,
      liftReason: request.reason ?? null,
    })
    .where('id', '=', halt.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(tx, halt, 'halt.lifted', request, {})
  return lifted
}

async function lower(tx: Tx, halt: Halt, to: HaltLevel, request: LiftRequest): Promise<Halt> {
  const lowered = await tx
    .updateTable('halt')
    .set({ level: to })
    .where('id', '=', halt.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(tx, halt, 'halt.lowered', request, { from: halt.level, to })
  return lowered
}

async function letOut(tx: Tx, halt: Halt, part: LiftPart, request: LiftRequest): Promise<Halt> {
  const { workspaceId = null, network = null, accountId = null, campaignId = null } = part
  const columns = { workspaceId, network, accountId, campaignId }
  await tx
    .insertInto('haltException')
    .values({
      id: newId(),
      haltId: halt.id,
      ...columns,
      reason: request.reason ?? null,
      exceptedBy: request.personId,
      exceptedAt: sql<Date>`clock_timestamp()`,
    })
    .execute()
  await tell(tx, halt, 'halt.part_lifted', request, part)
  return halt
}

/** @throws NOT_FOUND for what is not in the workspace */
async function assertPart(tx: Tx, part: LiftPart, workspaceId: string | null): Promise<void> {
  if (Object.values(part).every((value) => value === undefined))
    throw errors.validation('Name what is let out: a network, an account, a campaign or a workspace.', {
      field: 'except',
    })
  if (workspaceId !== null && part.workspaceId !== undefined && part.workspaceId !== workspaceId)
    throw errors.notFound()
  const places = [
    ['workspace', part.workspaceId],
    ['account', part.accountId],
    ['campaign', part.campaignId],
  ] as const
  for (const [table, id] of places) {
    if (id === undefined) continue
    let select = tx.selectFrom(table).select('id').where('id', '=', id)
    if (workspaceId !== null && table !== 'workspace') select = select.where(sql`workspace_id`, '=', workspaceId)
    if ((await select.executeTakeFirst()) === undefined) throw errors.notFound()
  }
}

/** Each workspace hears of the lift; which other one was let out is not its business (I11). */
async function tell(
  tx: Tx,
  halt: Halt,
  action: string,
  request: LiftRequest,
  detail: LiftPart | object,
): Promise<void> {
  const { actor, reason } = request
  const workspaces = await workspacesOf(tx, [halt])
  const ofOne = halt.workspaceId === null && action === 'halt.part_lifted' ? await ownerOf(tx, detail) : undefined
  const entries = entriesFor(halt, workspaces, { action, actor }, () => ({
    ...detail,
    ...(reason === undefined ? {} : { reason }),
  }))
  await recordAll(
    tx,
    entries.filter((entry) => ofOne === undefined || entry.workspaceId === ofOne),
  )
}

/** The workspace that a part belongs to; undefined where it may be in every one. */
async function ownerOf(tx: Tx, part: LiftPart): Promise<string | undefined> {
  if (part.workspaceId !== undefined) return part.workspaceId
  for (const [table, id] of [['account', part.accountId] as const, ['campaign', part.campaignId] as const]) {
    if (id === undefined) continue
    const row = await tx.selectFrom(table).select('workspaceId').where('id', '=', id).executeTakeFirst()
    return row?.workspaceId
  }
  return undefined
}
