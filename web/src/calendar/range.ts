/** Which days a view shows, and how one goes on from it. Dates are local ones of the workspace's zone. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { View } from './search.ts'

export interface Range {
  readonly first: string
  readonly last: string
  readonly days: readonly string[]
}

/** Days that a list shows from its date on. */
const listed = 31

export function rangeOf(view: View, date: string): Range {
  const at = Temporal.PlainDate.from(date)
  const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })
  const [first, count] =
    view === 'day'
      ? [at, 1]
      : view === 'list'
        ? [at, listed]
        : view === 'week'
          ? [monday(at), 7]
          : [monday(at.with({ day: 1 })), weeksOf(at) * 7]
  const days = Array.from({ length: count }, (_, index) => first.add({ days: index }).toString())
  return { first: days[0] ?? date, last: days.at(-1) ?? date, days }
}

/** Weeks that a month touches: four to six. */
function weeksOf(at: Temporal.PlainDate): number {
  return Math.ceil((at.with({ day: 1 }).dayOfWeek - 1 + at.daysInMonth) / 7)
}

/** The day to be around, one view further. */
export function stepped(view: View, date: string, direction: 1 | -1): string {
  const at = Temporal.PlainDate.from(date)
  if (view === 'month') return at.with({ day: 1 }).add({ months: direction }).toString()
  const days = { day: 1, week: 7, list: listed }[view]
  return at.add({ days: direction * days }).toString()
}

/** From the first instant of the first day to the first after the last one. */
export function instantsOf({ first, last }: Range, zone: string): { from: string; to: string } {
  const begin = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(zone).epochMilliseconds).toISOString()
  return { from: begin(Temporal.PlainDate.from(first)), to: begin(Temporal.PlainDate.from(last).add({ days: 1 })) }
}

export const isSameMonth = (a: string, b: string): boolean => a.slice(0, 7) === b.slice(0, 7)

/** `March 2027`, `Tuesday 2 March 2027`, `1 – 7 March 2027`. */
export function titleOf(view: View, { first, last }: Range, date: string, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  if (view === 'month') return format({ month: 'long', year: 'numeric' }).format(at(date))
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
  if (view === 'day') return format({ weekday: 'long', ...day }).format(at(date))
  return format(day).formatRange(at(first), at(last))
}
