import type { Db } from '../../db/pool.ts'
import type { AuditEntry } from '../../db/schema.ts'

/** A workspace's record, newest first. `before` is a `seq`. */
export async function listAudit(
  db: Db,
  workspaceId: string,
  page: { before?: string; limit: number },
): Promise<AuditEntry[]> {
  let query = db.selectFrom('auditEntry').selectAll().where('workspaceId', '=', workspaceId)
  if (page.before !== undefined) query = query.where('seq', '<', page.before)
  return query.orderBy('seq', 'desc').limit(page.limit).execute()
}

/** What happened to a post and its deliveries, oldest first. */
export async function historyOfPost(db: Db, postId: string): Promise<AuditEntry[]> {
  return db.selectFrom('auditEntry').selectAll().where('postId', '=', postId).orderBy('seq').execute()
}
