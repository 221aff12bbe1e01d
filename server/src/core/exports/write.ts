import Papa from 'papaparse'
import type { Db } from '../../db/pool.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { rowsOf, type Section } from './section.ts'
import { sections, type SectionName } from './sections.ts'

/** A cell that a spreadsheet would run as a formula is kept from it by an apostrophe. */
const asCell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  if (typeof value === 'object') return JSON.stringify(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const lines = (rows: readonly (readonly string[])[]) =>
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: true, newline: '\r\n' },
  )}\r\n`

/** One section as CSV (RFC 4180). @param mark with the byte order mark by which Excel knows UTF-8 */
async function* toCsv(db: Db, section: Section, workspaceId: string, mark: boolean): AsyncGenerator<string> {
  yield (mark ? '\uFEFF' : '') + lines([section.columns])
  for await (const row of rowsOf(db, section, workspaceId)) {
    const cells = new Map<string, unknown>(Object.entries(row))
    yield lines([section.columns.map((column) => asCell(cells.get(column)))])
  }
}

/** Everything as one JSON document. */
async function* toJson(db: Db, workspaceId: string, names: readonly SectionName[], at: Date): AsyncGenerator<string> {
  yield `{"vigie":1,"exportedAt":${JSON.stringify(at.toISOString())}`
  for (const name of names) {
    yield `,\n${JSON.stringify(name)}:[`
    let first = true
    for await (const row of rowsOf(db, sections[name], workspaceId)) {
      yield `${first ? '' : ','}\n${JSON.stringify(row)}`
      first = false
    }
    yield ']'
  }
  yield '}\n'
}

export interface ExportRequest {
  readonly workspaceId: string
  readonly format: 'csv' | 'json'
  /** One for CSV. */
  readonly sections: readonly SectionName[]
  readonly mark: boolean
  readonly actor: Actor
}

/** Begins an export: it is recorded before its first byte, and read while it is taken. */
export async function openExport(core: Core, request: ExportRequest): Promise<AsyncGenerator<string>> {
  const { workspaceId, format, sections: names, mark, actor } = request
  const subject = { kind: 'workspace', id: workspaceId } as const
  const detail = { format, sections: names }
  await transact(core, (tx) => record(tx, { workspaceId, action: 'workspace.exported', actor, subject, detail }))
  const [first = 'posts'] = names
  return format === 'csv'
    ? toCsv(core.db, sections[first], workspaceId, mark)
    : toJson(core.db, workspaceId, names, core.clock.wall())
}
