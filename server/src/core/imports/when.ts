import { Temporal } from 'temporal-polyfill'
import type { DateOrder } from './fields.ts'

interface Read {
  readonly parts: readonly [number, number, number]
  /** The year stands first: no other order is possible. */
  readonly yearFirst: boolean
  readonly time: string
  /** `Z` or `+02:00`. */
  readonly offset: string
}

const shape = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,]+(.*?))?(Z|[+-]\d{2}:?\d{2})?$/i
const clock = /^(\d{1,2})(?:[:h.](\d{2})?)?(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?)?$/i

/** A cell as a date, in whatever order; undefined for what is none. */
export function readDate(cell: string): Read | undefined {
  const match = shape.exec(cell.trim())
  if (match === null) return undefined
  const [, a = '', b = '', c = '', time = '', offset = ''] = match
  if (a.length < 3 && c.length !== 4 && c.length !== 2) return undefined
  const yearFirst = a.length === 4
  if (!yearFirst && a.length > 2) return undefined
  return { parts: [Number(a), Number(b), Number(c)], yearFirst, time, offset }
}

/** Day or month first, where the dates of a file leave only one of both; undefined where they do not say. */
export function guessOrder(cells: readonly string[]): DateOrder | undefined {
  const read = cells.flatMap((cell) => readDate(cell) ?? [])
  if (read.length > 0 && read.every(({ yearFirst }) => yearFirst)) return 'ymd'
  const open = read.filter(({ yearFirst }) => !yearFirst)
  if (open.some(({ parts }) => parts[0] > 12)) return 'dmy'
  if (open.some(({ parts }) => parts[1] > 12)) return 'mdy'
  return undefined
}

export type LocalTime =
  | { readonly kind: 'at'; readonly at: Date; readonly twice: boolean }
  /** The clocks jump over it. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'none'; readonly what: 'date' | 'time' }

/**
 * The instant of a row: a date, with its time or with one from another cell, on the wall of a zone. A time that the clocks show
 * twice is the first one. One that says its offset is what it says.
 */
export function toInstant(dateCell: string, timeCell: string, zone: string, order: DateOrder): LocalTime {
  const date = readDate(dateCell)
  if (date === undefined) return { kind: 'none', what: 'date' }
  const [a, b, c] = date.parts
  const [year, month, day] = date.yearFirst ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a]
  const time = readTime(timeCell.trim() === '' ? date.time : timeCell)
  if (time === undefined) return { kind: 'none', what: 'time' }
  const fields = { year: year < 100 ? 2000 + year : year, month, day, ...time }
  let local: Temporal.PlainDateTime
  try {
    local = Temporal.PlainDateTime.from(fields, { overflow: 'reject' })
  } catch {
    return { kind: 'none', what: 'date' }
  }
  if (date.offset !== '') {
    const instant = Temporal.Instant.from(`${local.toString()}${date.offset}`)
    return { kind: 'at', at: new Date(instant.epochMilliseconds), twice: false }
  }
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  )
  if (earlier === undefined || later === undefined || !earlier.toPlainDateTime().equals(local)) return { kind: 'gap' }
  const twice = earlier.epochMilliseconds !== later.epochMilliseconds
  return { kind: 'at', at: new Date(earlier.epochMilliseconds), twice }
}

function readTime(cell: string): { hour: number; minute: number } | undefined {
  const match = clock.exec(cell.trim())
  if (match === null) return undefined
  const [, hours = '', minutes = '0', , half] = match
  let hour = Number(hours)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  }
  const minute = Number(minutes)
  return hour < 24 && minute < 60 ? { hour, minute } : undefined
}
