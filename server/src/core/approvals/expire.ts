import { sql } from 'kysely'
import { record, systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { wakeNotifier } from '../notifications/wake.ts'

const actor = systemActor('approval')

/** Writes down which questions are over without an answer. The gate goes by the clock, and does not wait for this. */
export async function expireApprovals(core: Core): Promise<void> {
  const over = await core.db
    .selectFrom('approval')
    .select('id')
    .where('current', '=', true)
    .where('state', '=', sql.lit('asked'))
    .where('expiresAt', '<=', sql<Date>`clock_timestamp()`)
    .limit(100)
    .execute()
  if (over.length === 0) return
  await transact(core, async (tx) => {
    const expired = await tx
      .updateTable('approval')
      .set({ state: 'expired', decidedAt: sql<Date>`clock_timestamp()` })
      .where(
        'id',
        'in',
        over.map(({ id }) => id),
      )
      // answered, or asked anew, meanwhile
      .where('current', '=', true)
      .where('state', '=', 'asked')
      .returning(['id', 'postId', 'workspaceId'])
      .execute()
    for (const { id, postId, workspaceId } of expired) {
      await record(tx, { workspaceId, action: 'approval.expired', actor, subject: { kind: 'approval', id }, postId })
    }
    if (expired.length > 0) await wakeNotifier(tx)
  })
}
