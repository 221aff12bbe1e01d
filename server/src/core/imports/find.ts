import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { ImportTable } from '../../db/schema/after.ts'
import { errors } from '../errors.ts'

export interface Counts {
  readonly rows: number
  /** Nothing speaks against them. */
  readonly good: number
  /** Something does: they are left out. */
  readonly bad: number
  readonly warned: number
  readonly made: number
  /** Refused when they were to be made, although the check found nothing. */
  readonly refused: number
}

export type Import = Selectable<ImportTable> & { readonly counts: Counts; readonly personName: string }

export const isBad = sql<boolean>`jsonb_path_exists(problems, '$[*] ? (@.severity == "error")')`

function withCounts(db: Db, workspaceId: string) {
  return db
    .selectFrom('import as i')
    .innerJoin('person as p', 'p.id', 'i.personId')
    .selectAll('i')
    .select('p.name as personName')
    .select(
      sql<Counts>`(select json_build_object('rows', count(*), 'good', count(*) filter (where not ${isBad}),
        'bad', count(*) filter (where ${isBad}), 'warned', count(*) filter (where not ${isBad} and problems <> '[]'),
        'made', count(*) filter (where done_at is not null and refusal is null),
        'refused', count(*) filter (where refusal is not null)) from import_row where import_id = i.id)`.as('counts'),
    )
    .where('i.workspaceId', '=', workspaceId)
}

/** @throws NOT_FOUND, also for one of another workspace (I11) */
export async function find(db: Db, workspaceId: string, id: string): Promise<Import> {
  const found = await withCounts(db, workspaceId).where('i.id', '=', id).executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/** The latest first. */
export async function listImports(db: Db, workspaceId: string): Promise<Import[]> {
  return withCounts(db, workspaceId).orderBy('i.createdAt', 'desc').limit(50).execute()
}

/** Locks one for a change. @throws NOT_FOUND, IMPORT_STATE when it is in none of these states */
export async function takeImport(
  tx: Tx,
  workspaceId: string,
  id: string,
  states: readonly Import['state'][],
): Promise<Selectable<ImportTable>> {
  const found = await tx
    .selectFrom('import')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  if (!states.includes(found.state)) throw errors.importState(undefined, { state: found.state })
  return found
}

/** Rows of a file as they stand, in its order. */
export async function listRows(
  db: Db,
  id: string,
  page: { readonly after: number; readonly limit: number; readonly only: 'all' | 'problems' | 'refused' },
) {
  let select = db.selectFrom('importRow').selectAll().where('importId', '=', id).where('row', '>', page.after)
  if (page.only === 'problems') select = select.where(sql<boolean>`problems <> '[]'`)
  if (page.only === 'refused') select = select.where('refusal', 'is not', null)
  return select.orderBy('row').limit(page.limit).execute()
}
