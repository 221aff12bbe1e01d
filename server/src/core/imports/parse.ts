import Papa from 'papaparse'
import { errors } from '../errors.ts'
import { decode, type Encoding } from './decode.ts'
import { guessMapping, type DateOrder, type Mapping, type TemplateName } from './fields.ts'
import { guessOrder, readDate } from './when.ts'

/** Most rows of one file, and most bytes. */
const mostRows = 5000
export const mostBytes = 10 * 1024 * 1024
const mostColumns = 60

export interface Row {
  /** As a spreadsheet counts them: the first line is 1. */
  readonly row: number
  readonly cells: string[]
  /** The file is broken there: a quotation mark that nobody closes. */
  readonly broken: boolean
}

export interface Parsed {
  readonly encoding: Encoding
  readonly separator: string
  readonly template: TemplateName | null
  readonly columns: string[]
  readonly rows: readonly Row[]
  readonly mapping: Mapping
  readonly dateOrder: DateOrder
}

const unreadable = (detail: string) =>
  errors.validation(detail, { errors: [{ field: 'file', problem: 'unreadable', remedy: detail }] })

/** Reads a file as it comes: recognises its encoding, its separator, whether it has a header, and what its columns are. */
export function parseFile(bytes: Uint8Array): Parsed {
  const { text, encoding } = decode(bytes)
  if (text.includes('\0')) throw unreadable('This is no CSV file. Save the sheet as CSV, then try again.')
  const delimitersToGuess = [',', ';', '\t', '|']
  // empty lines would mislead the guess, and without them rows could not be counted
  const { meta } = Papa.parse<string[]>(text, { delimitersToGuess, skipEmptyLines: 'greedy', preview: 20 })
  const { data, errors: broken } = Papa.parse<string[]>(text, { delimiter: meta.delimiter })
  const brokenAt = new Set(broken.filter(({ type }) => type === 'Quotes').map(({ row }) => row))
  const rows = data
    .map((cells, at): Row => ({ row: at + 1, cells: cells.map((cell) => cell.trim()), broken: brokenAt.has(at) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = rows
  if (first === undefined) throw unreadable('The file is empty.')
  const guess = guessMapping(first.cells)
  const hasHeader = Object.keys(guess.mapping).length > 0 && !first.cells.some((cell) => readDate(cell) !== undefined)
  const body = hasHeader ? rest : rows
  if (body.length === 0) throw unreadable('The file has a header and no rows.')
  if (body.length > mostRows)
    throw unreadable(`The file has ${body.length} rows. Import at most ${mostRows} at once: cut it in parts.`)
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  if (width > mostColumns) throw unreadable(`The file has ${width} columns. Keep at most ${mostColumns}.`)
  const columns = Array.from({ length: width }, (_, at) => (hasHeader ? (first.cells[at] ?? '') : '') || `${at + 1}`)
  const shape = hasHeader ? { ...guess, name: guess.template?.name ?? null } : guessWithoutHeader(body)
  const dates = body.map(({ cells }) => (shape.mapping.date === undefined ? '' : (cells[shape.mapping.date] ?? '')))
  return {
    encoding,
    separator: meta.delimiter,
    template: shape.name,
    columns,
    rows: body.map((one) => ({ ...one, cells: columns.map((_, at) => one.cells[at] ?? '') })),
    mapping: shape.mapping,
    dateOrder: guessOrder(dates) ?? shape.template?.dateOrder ?? 'dmy',
  }
}

/** Hootsuite’s bulk composer: date and time, message, link. Else the longest cells are the text. */
function guessWithoutHeader(rows: readonly Row[]): {
  name: TemplateName | null
  mapping: Mapping
  template?: { readonly dateOrder: DateOrder }
} {
  const sample = rows.slice(0, 20)
  const isDate = (at: number) => sample.every(({ cells }) => readDate(cells[at] ?? '') !== undefined)
  if (isDate(0) && sample.every(({ cells }) => cells.length <= 3)) {
    const mapping = { date: 0, text: 1, ...(sample.some(({ cells }) => cells.length === 3) ? { link: 2 } : {}) }
    return { name: 'hootsuite', mapping, template: { dateOrder: 'mdy' } }
  }
  const width = Math.max(...sample.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, at) => at)
  const date = columns.find(isDate)
  const length = (at: number) => sample.reduce((sum, { cells }) => sum + (cells[at] ?? '').length, 0)
  const text = columns.filter((at) => at !== date).toSorted((a, b) => length(b) - length(a))[0]
  return { name: null, mapping: { ...(text === undefined ? {} : { text }), ...(date === undefined ? {} : { date }) } }
}
