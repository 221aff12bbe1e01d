import type { ColumnType, Generated } from 'kysely'
import type { At, AtDefault, Json, MaybeAt } from './columns.ts'

/** What was seen at one look. */
export interface ResultPoint {
  readonly at: string
  readonly likes: number | null
  readonly reposts: number | null
  readonly replies: number | null
  readonly quotes: number | null
}

export interface DeliveryResultTable {
  deliveryId: string
  /** Null: the network does not tell. */
  likes: number | null
  reposts: number | null
  replies: number | null
  quotes: number | null
  /** The network does not show the post any more. */
  gone: Generated<boolean>
  seenAt: At
  /** One for each look, the oldest first. */
  history: ColumnType<ResultPoint[], string | undefined, string>
}

/** What speaks against a row of a file; a `warning` does not keep it out. */
export interface ImportProblem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** The column's name in the file; none where it is the row as a whole. */
  readonly column: string | null
  readonly detail: string
}

export interface ImportTable {
  id: string
  workspaceId: string
  personId: string
  fileName: string
  encoding: string
  separator: string
  template: string | null
  columns: string[]
  mapping: Json<object>
  options: Json<object>
  state: Generated<'read' | 'checked' | 'running' | 'done' | 'cancelled'>
  createdAt: AtDefault
  startedAt: MaybeAt
  endedAt: MaybeAt
}

export interface ImportRowTable {
  importId: string
  /** As a spreadsheet counts them. */
  row: number
  cells: string[]
  draft: ColumnType<object | null, string | null | undefined, string | null>
  problems: ColumnType<ImportProblem[], string | undefined, string>
  postId: string | null
  refusal: string | null
  doneAt: MaybeAt
}
