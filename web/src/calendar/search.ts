/** What a calendar's address says: the view, the day it is around, and what it is narrowed to. Pure. */
import type { CalendarEntry } from '../api/types.ts'

export const views = ['month', 'week', 'day', 'list'] as const
export type View = (typeof views)[number]
export type State = CalendarEntry['state']

export const shownStates = [
  'scheduled',
  'sending',
  'published',
  'held',
  'failed',
  'unconfirmed',
  'cancelled',
  'retracted',
] as const satisfies readonly State[]

export interface Narrowing {
  readonly account?: readonly string[]
  readonly network?: readonly string[]
  readonly state?: readonly State[]
  readonly author?: readonly string[]
  readonly campaign?: readonly string[]
}

export interface CalendarSearch extends Narrowing {
  readonly view?: View
  /** `2026-11-27`; without it today. */
  readonly date?: string
}

export const names = ['account', 'network', 'state', 'author', 'campaign'] as const

const isView = (value: unknown): value is View => views.some((view) => view === value)

/** What is there and makes sense; anything else is as if it were not there. */
export function readSearch(search: Record<string, unknown>): CalendarSearch {
  const { view, date } = search
  const some = (name: (typeof names)[number]) => {
    const given = [search[name] ?? []].flat().filter((one) => typeof one === 'string')
    const known = name === 'state' ? given.filter((one) => shownStates.some((state) => state === one)) : given
    return known.length === 0 ? {} : { [name]: known }
  }
  return {
    ...(isView(view) ? { view } : {}),
    ...(typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) ? { date } : {}),
    ...Object.assign({}, ...names.map(some)),
  }
}
