import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { find, type Import } from './find.ts'
import type { Options } from './options.ts'
import { parseFile } from './parse.ts'

const perStatement = 500

/** Keeps a file, with what its columns are taken for. Nothing else is made. @throws VALIDATION_FAILED for what is no such file */
export async function beginImport(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly personId: string
    readonly fileName: string
    readonly bytes: Uint8Array
    readonly actor: Actor
  },
): Promise<Import> {
  const { workspaceId, personId, fileName, bytes, actor } = request
  const { rows, columns, encoding, separator, template, mapping, dateOrder } = parseFile(bytes)
  const id = newId()
  await transact(core, async (tx) => {
    const { timeZone } = await tx
      .selectFrom('workspace')
      .select('timeZone')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const options: Options = { timeZone, dateOrder, accountIds: [], as: 'plan', duplicates: 'leave_out' }
    const kept = { fileName, encoding, separator, template, columns }
    const taken = { mapping: JSON.stringify(mapping), options: JSON.stringify(options) }
    await tx
      .insertInto('import')
      .values({ id, workspaceId, personId, ...kept, ...taken })
      .execute()
    for (let at = 0; at < rows.length; at += perStatement) {
      const some = rows.slice(at, at + perStatement).map(({ row, cells, broken }) => {
        const problem = {
          code: 'row_broken',
          severity: 'error',
          column: null,
          detail: 'A quotation mark is never closed.',
        }
        return { importId: id, row, cells, problems: JSON.stringify(broken ? [problem] : []) }
      })
      await tx.insertInto('importRow').values(some).execute()
    }
    const detail = { file: fileName, rows: rows.length }
    await record(tx, { workspaceId, action: 'import.read', actor, subject: { kind: 'import', id }, detail })
  })
  return find(core.db, workspaceId, id)
}
