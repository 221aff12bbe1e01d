import type { Selectable } from 'kysely'
import { z } from 'zod'
import { dateOrders, fields } from '../../core/imports/fields.ts'
import type { Import } from '../../core/imports/find.ts'
import type { ImportRowTable } from '../../db/schema/after.ts'
import { at, id, instant, maybeAt, timeZone } from './common.ts'

const column = z.number().int().min(0).max(59)
/** The column of each field, counted from 0. */
export const importMapping = z.object(
  Object.fromEntries(fields.map((field) => [field, column.optional()])) as Record<
    (typeof fields)[number],
    z.ZodOptional<typeof column>
  >,
)

export const importOptions = z.object({
  timeZone,
  dateOrder: z.enum(dateOrders),
  accountIds: z.array(id).max(100).describe('For rows that name no account'),
  as: z.enum(['plan', 'drafts']),
  duplicates: z.enum(['leave_out', 'accepted']).default('leave_out'),
})

const count = z.number().int()

export const importShape = z
  .object({
    id,
    fileName: z.string(),
    encoding: z.string(),
    separator: z.string(),
    template: z.enum(['buffer', 'hootsuite', 'sprout', 'vigie']).nullable(),
    columns: z.array(z.string()),
    mapping: importMapping,
    options: importOptions.partial(),
    state: z.enum(['read', 'checked', 'running', 'done', 'cancelled']),
    counts: z.object({ rows: count, good: count, bad: count, warned: count, made: count, refused: count }),
    by: z.string(),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Import' })

export const importRow = z
  .object({
    row: count.describe('As a spreadsheet counts them'),
    cells: z.array(z.string()),
    draft: z.record(z.string(), z.unknown()).nullable(),
    problems: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        column: z.string().nullable(),
        detail: z.string(),
      }),
    ),
    postId: id.nullable(),
    refusal: z.string().nullable(),
  })
  .meta({ id: 'ImportRow' })

export function toImport(row: Import): z.infer<typeof importShape> {
  const { fileName, encoding, separator, columns, state, counts } = row
  return {
    id: row.id,
    fileName,
    encoding,
    separator,
    columns,
    state,
    counts,
    template: importShape.shape.template.parse(row.template),
    mapping: importMapping.parse(row.mapping),
    options: importOptions.partial().parse(row.options),
    by: row.personName,
    createdAt: at(row.createdAt),
    startedAt: maybeAt(row.startedAt),
    endedAt: maybeAt(row.endedAt),
  }
}

export const toImportRow = ({ row, cells, draft, problems, postId, refusal }: Selectable<ImportRowTable>) => ({
  row,
  cells,
  problems,
  postId,
  refusal,
  draft: draft as Record<string, unknown> | null,
})
