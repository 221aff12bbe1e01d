import type { Import } from '../api/types.ts'

export const fields = [
  'text',
  'date',
  'time',
  'account',
  'network',
  'link',
  'image',
  'tags',
  'campaign',
  'language',
] as const satisfies (keyof Import['mapping'])[]
export type Field = (typeof fields)[number]

type Mapping = Import['mapping']

/** What a column is taken for. */
export const fieldOf = (mapping: Mapping, column: number): Field | undefined =>
  fields.find((field) => mapping[field] === column)

/** The same with a column taken for something else; what was taken for that before is nothing now. */
export function withField(mapping: Mapping, column: number, field: Field | undefined): Mapping {
  const rest = Object.fromEntries(Object.entries(mapping).filter(([name, at]) => at !== column && name !== field))
  return field === undefined ? rest : { ...rest, [field]: column }
}
