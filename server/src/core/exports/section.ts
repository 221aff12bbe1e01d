import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

export interface Page {
  readonly workspaceId: string
  /** The id behind which it begins. */
  readonly beyond: string | undefined
  readonly limit: number
}

/** Some rows; `next` where the next page does not begin behind the last row's id. */
type Rows = readonly object[] & { readonly next?: string | undefined }

export interface Section {
  readonly columns: readonly string[]
  read(db: Db, page: Page): Promise<Rows>
}

/** Rows behind an id, of a select in the order of ids. */
export function after<T extends { where(condition: ReturnType<typeof sql<boolean>>): T }>(
  select: T,
  column: string,
  beyond: string | undefined,
): T {
  return beyond === undefined ? select : select.where(sql<boolean>`${sql.ref(column)} > ${beyond}::uuid`)
}

const perPage = 500

/** Every row of a section, read in pages while they are taken: an export of any size needs the memory of one page. */
export async function* rowsOf(db: Db, section: Section, workspaceId: string): AsyncGenerator<object> {
  let beyond: string | undefined
  for (;;) {
    const rows = await section.read(db, { workspaceId, beyond, limit: perPage })
    yield* rows
    const last = rows.at(-1)
    const next = 'next' in rows ? rows.next : last !== undefined && 'id' in last ? String(last.id) : undefined
    if (next === undefined || next === '' || next === beyond) return
    beyond = next
  }
}
