import { sql } from 'kysely'
import type { Network } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'

export interface ToneNote {
  readonly network: Network
  readonly note: string
}

/** How a workspace speaks on each network, where it has said so. */
export async function readToneNotes(db: Db, workspaceId: string): Promise<ToneNote[]> {
  const rows = await db
    .selectFrom('toneNote')
    .select(['network', 'note'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('network')
    .execute()
  return rows.map(({ network, note }) => ({ network: network as Network, note }))
}

/** Says how a workspace speaks on a network. An empty note takes it away. */
export async function changeToneNote(
  core: Core,
  request: { readonly workspaceId: string; readonly actor: Actor } & ToneNote,
): Promise<void> {
  const { workspaceId, actor, network } = request
  const note = request.note.trim()
  await transact(core, async (tx) => {
    if (note === '') {
      await tx.deleteFrom('toneNote').where('workspaceId', '=', workspaceId).where('network', '=', network).execute()
    } else {
      await tx
        .insertInto('toneNote')
        .values({ workspaceId, network, note })
        .onConflict((conflict) =>
          conflict.columns(['workspaceId', 'network']).doUpdateSet({ note, updatedAt: sql<Date>`clock_timestamp()` }),
        )
        .execute()
    }
    const subject = { kind: 'workspace', id: workspaceId } as const
    await record(tx, { workspaceId, action: 'workspace.tone_changed', actor, subject, detail: { network, note } })
  })
}
