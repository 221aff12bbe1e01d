type Row = Readonly<Record<string, unknown>>

/** An object of ours with the names PostgreSQL knows: `dueAt` becomes `due_at`. Names within its values stay as they are. */
export function asRow(object: object): Row {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [snake(name), storable(value)]))
}

/**
 * Many rows as one value, for `json_to_recordset` and `json_populate_recordset`: the statement has the same text, and so the same
 * kept plan (`prepare.ts`), however many there are.
 */
export const asRows = (objects: readonly object[]): string => JSON.stringify(objects.map(asRow))

/** A value for a column of JSON. Half a character becomes the sign for one that is unknown, as in a column of text. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? inner.toWellFormed() : inner))

/** As PostgreSQL reads it out of JSON: it takes neither half of a character nor the character zero, nor a year with a sign. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD')
  if (value instanceof Date) return value.toISOString().replace(/^\+0*/, '')
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner)]))
}
