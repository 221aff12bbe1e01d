import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { asRows } from '../../db/rows.ts'
import type { ImportProblem } from '../../db/schema/after.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import type { Known } from './accounts.ts'
import { checkRow, type RowDraft } from './check-row.ts'
import type { Mapping } from './fields.ts'
import { find, takeImport, type Import } from './find.ts'
import type { Options } from './options.ts'
import { Repeats } from './repeats.ts'

const perStatement = 500
/** Rows that are looked at before somebody else of this process gets a turn: a stop must not wait. */
const atOnce = 25

/**
 * The dry run: what each row would become, and everything that speaks against it. Nothing is made, and it can be done again with
 * other columns and choices until the import begins.
 * @throws NOT_FOUND, IMPORT_STATE, VALIDATION_FAILED for a column that is not there
 */
export async function checkImport(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly mapping: Mapping
    readonly options: Options
    readonly actor: Actor
  },
): Promise<Import> {
  const { workspaceId, id, mapping, options, actor } = request
  const { columns } = await find(core.db, workspaceId, id)
  for (const [field, at] of Object.entries(mapping)) {
    if (at === undefined || at < columns.length) continue
    const remedy = `The file has ${columns.length} columns: choose one of them.`
    throw errors.validation(remedy, { errors: [{ field: `mapping.${field}`, problem: 'no_column', remedy }] })
  }
  const known = await readKnown(core.db, workspaceId)
  const strange = options.accountIds.find((accountId) => known.accounts.every((account) => account.id !== accountId))
  if (strange !== undefined)
    throw errors.notFound('One of the accounts is not in this workspace.', { field: 'options.accountIds' })
  const rows = await core.db.selectFrom('importRow').selectAll().where('importId', '=', id).orderBy('row').execute()
  const around = { core, known, columns, mapping, options, now: core.clock.wall() }
  const checked: { row: number; draft: RowDraft; problems: ImportProblem[] }[] = []
  for (const [index, { row, cells, problems: before }] of rows.entries()) {
    const broken = before.some(({ code }) => code === 'row_broken')
    checked.push({ row, ...checkRow({ row, cells, broken }, around) })
    if (index % atOnce === 0) await breathe()
  }
  const plans = options.as === 'plan' ? checked.map(({ draft }) => draft) : []
  const repeats = await Repeats.open(core.db, workspaceId, plans, options.timeZone)
  for (const [index, { row, draft, problems }] of checked.entries()) {
    const repeat = repeats.check(draft, row)
    if (repeat !== undefined)
      problems.push({ ...repeat, severity: options.duplicates === 'accepted' ? 'warning' : 'error' })
    if (index % atOnce === 0) await breathe()
  }
  await transact(core, async (tx) => {
    await takeImport(tx, workspaceId, id, ['read', 'checked'])
    for (let at = 0; at < checked.length; at += perStatement) await keep(tx, id, checked.slice(at, at + perStatement))
    const taken = { mapping: JSON.stringify(mapping), options: JSON.stringify(options) }
    await tx
      .updateTable('import')
      .set({ state: 'checked', ...taken })
      .where('id', '=', id)
      .execute()
    const bad = checked.filter(({ problems }) => problems.some(({ severity }) => severity === 'error')).length
    const detail = { rows: checked.length, bad }
    await record(tx, { workspaceId, action: 'import.checked', actor, subject: { kind: 'import', id }, detail })
  })
  return find(core.db, workspaceId, id)
}

async function keep(tx: Tx, id: string, rows: readonly object[]): Promise<void> {
  await sql`
    update import_row r set draft = n.draft, problems = n.problems
    from json_to_recordset(${asRows(rows)}::json) as n(row integer, draft jsonb, problems jsonb)
    where r.import_id = ${id} and r.row = n.row`.execute(tx)
}

async function readKnown(db: Db, workspaceId: string): Promise<Known> {
  const accounts = await db.selectFrom('account').selectAll().where('workspaceId', '=', workspaceId).execute()
  const campaigns = await db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .execute()
  return { accounts, campaigns: new Map(campaigns.map(({ id, name }) => [name.toLowerCase(), id])) }
}
