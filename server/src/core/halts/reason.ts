import type { Halt } from '../../db/schema.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { takeHalt } from './lift.ts'
import { entriesFor, recordAll, workspacesOf } from './seal.ts'

/** Says why there is a halt, after the fact: in the moment itself nobody is asked. @throws NOT_FOUND, FORBIDDEN */
export async function giveReason(
  core: Core,
  request: {
    readonly id: string
    readonly workspaceId: string
    readonly reason: string
    readonly actor: Actor
    /** May speak for the whole installation. */
    readonly installationOwner: boolean
  },
): Promise<Halt> {
  const { id, workspaceId, reason, actor, installationOwner } = request
  return transact(core, async (tx) => {
    const halt = await takeHalt(tx, id, workspaceId)
    if (halt.workspaceId === null && !installationOwner)
      throw errors.forbidden('This stop covers the whole installation: only who owns the installation says why.')
    const changed = await tx
      .updateTable('halt')
      .set({ reason })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const workspaces = await workspacesOf(tx, [halt])
    await recordAll(
      tx,
      entriesFor(halt, workspaces, { action: 'halt.reason_given', actor }, () => ({ reason })),
    )
    return changed
  })
}
