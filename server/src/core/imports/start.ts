import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { find, takeImport, type Import } from './find.ts'

/** Begins to make what the check found good. Goes on by itself, whoever leaves. @throws NOT_FOUND, IMPORT_STATE */
export async function startImport(core: Core, workspaceId: string, id: string, actor: Actor): Promise<Import> {
  await transact(core, async (tx) => {
    await takeImport(tx, workspaceId, id, ['checked'])
    await tx
      .updateTable('import')
      .set({ state: 'running', startedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await record(tx, { workspaceId, action: 'import.started', actor, subject: { kind: 'import', id } })
    await addImportJob(tx, id)
  })
  return find(core.db, workspaceId, id)
}

/** Makes no more of it. What is made stays: it can be cancelled like any other post. @throws NOT_FOUND, IMPORT_STATE */
export async function cancelImport(core: Core, workspaceId: string, id: string, actor: Actor): Promise<Import> {
  await transact(core, async (tx) => {
    await takeImport(tx, workspaceId, id, ['read', 'checked', 'running'])
    await tx
      .updateTable('import')
      .set({ state: 'cancelled', endedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await record(tx, { workspaceId, action: 'import.cancelled', actor, subject: { kind: 'import', id } })
  })
  return find(core.db, workspaceId, id)
}

/** Speech goes before: a larger number is a lower priority. */
const priority = 10

/** Twice at once does no harm: a row is locked by who makes it. */
export async function addImportJob(db: Db, id: string): Promise<void> {
  await sql`select graphile_worker.add_job('run_import', json_build_object('importId', ${id}::text), job_key := ${`import:${id}`},
    priority := ${priority}::int, max_attempts := 1000)`.execute(db)
}

/** Adds again the jobs that were lost with the process that ran them. */
export async function wakeImports(core: Pick<Core, 'db'>): Promise<void> {
  const lost = await core.db
    .selectFrom('import as i')
    .select('i.id')
    .where('i.state', '=', sql.lit('running'))
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs j where j.key = 'import:' || i.id
        and (j.locked_at is null or j.locked_at > clock_timestamp() - interval '60 seconds'))`,
    )
    .execute()
  for (const { id } of lost) await addImportJob(core.db, id)
}
