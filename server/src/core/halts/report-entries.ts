import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { AuditEntry, Halt } from '../../db/schema.ts'
import { inScopeOf } from './covering.ts'

/** What happened to a delivery, as far as a report of a halt tells it. */
const told = [
  'held',
  'sent_during_stop',
  'published',
  'found',
  'unconfirmed',
  'failed',
  'decided_published',
  'decided_not_published',
  'released',
  'rescheduled',
  'cancelled',
  'dropped',
  'returned_to_draft',
  'retracted',
  'recall_asked',
  'recall_postponed',
  'recall_failed',
  'recall_found_gone',
].map((verb) => `delivery.${verb}`)

/** Most entries of each kind that are read: what a person still reads, and a server still draws. */
const most = 20_000

/**
 * The record of a halt in one workspace, oldest first: of the halt itself, of what was due or on its way in its scope while it was in
 * force, of what became of what it held, of what was taken back, and of the playbooks that were used.
 */
export async function entriesOfHalt(db: Db, workspaceId: string, halt: Halt): Promise<AuditEntry[]> {
  const own = await entriesOf(db, workspaceId, [halt.id])
  const first = own[0]
  // a halt has had its entry since it was sealed
  if (first === undefined) return []
  const end = own.findLast(({ action }) => action === 'halt.lifted')
  let inForce = db
    .selectFrom('auditEntry as e')
    .innerJoin('delivery as d', 'd.id', 'e.subjectId')
    .select(['e.subjectId', 'e.action', sql<string | null>`e.detail->>'reason'`.as('reason')])
    .where('e.workspaceId', '=', workspaceId)
    .where('e.seq', '>=', first.seq)
    .where('e.action', 'in', told)
    .where(inScopeOf(halt.id))
  if (end !== undefined) inForce = inForce.where('e.seq', '<=', end.seq)
  const seen = await inForce.orderBy('e.seq').limit(most).execute()
  const asked = await db.selectFrom('haltRecall').select('deliveryId').where('haltId', '=', halt.id).execute()
  const runs = await db.selectFrom('playbookRun').select('playbookId').where('haltId', '=', halt.id).execute()
  const deliveries = [...seen.map(({ subjectId }) => subjectId ?? ''), ...asked.map(({ deliveryId }) => deliveryId)]
  const [ofDeliveries, ofPlaybooks] = await Promise.all([
    entriesOf(db, workspaceId, deliveries),
    entriesOf(
      db,
      workspaceId,
      runs.map(({ playbookId }) => playbookId),
    ),
  ])
  const about = (entry: AuditEntry) => (entry.detail as { halt?: unknown }).halt === halt.id
  const since = ofDeliveries.filter((entry) => told.includes(entry.action) && BigInt(entry.seq) >= BigInt(first.seq))
  return [...own, ...since, ...ofPlaybooks.filter(about)].toSorted((a, b) => (BigInt(a.seq) < BigInt(b.seq) ? -1 : 1))
}

async function entriesOf(db: Db, workspaceId: string, subjectIds: readonly string[]): Promise<AuditEntry[]> {
  if (subjectIds.length === 0) return []
  return db
    .selectFrom('auditEntry')
    .selectAll()
    .where((eb) => eb('subjectId', '=', eb.fn.any(eb.val([...new Set(subjectIds)]))))
    .where('workspaceId', '=', workspaceId)
    .orderBy('seq')
    .limit(2 * most)
    .execute()
}
