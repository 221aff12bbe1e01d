import type { Db } from '../../db/pool.ts'

/** Connected accounts that do not work, of all workspaces: for whoever runs the installation. */
export async function listProblemAccounts(db: Db) {
  return db
    .selectFrom('account as a')
    .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
    .select(['a.handle', 'a.network', 'a.health', 'w.name as workspaceName'])
    .where('a.disconnectedAt', 'is', null)
    .where('a.health', '<>', 'ok')
    .orderBy('w.name')
    .orderBy('a.handle')
    .execute()
}
