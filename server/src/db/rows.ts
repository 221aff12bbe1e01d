type Row = Readonly<Record<string, unknown>>

/** An object of ours with the names PostgreSQL knows: `dueAt` becomes `due_at`. What its values hold stays as it is. */
export function asRow(object: object): Row {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [snake(name), value]))
}

/**
 * Many rows as one value, for `json_to_recordset` and `json_populate_recordset`: the statement has the same text, and so the same
 * kept plan (`prepare.ts`), however many there are.
 */
export const asRows = (objects: readonly object[]): string => JSON.stringify(objects.map(asRow))
