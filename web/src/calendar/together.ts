import { Temporal } from 'temporal-polyfill'
import type { CalendarEntry } from '../api/types.ts'
import { isChosen, type Selection } from '../lift/selection.ts'
import { isMovable } from './board.ts'
import { movedBy } from './hours.ts'

/**
 * The new times when one delivery is put elsewhere: of it alone, or of all that are chosen with it, each as far away on the wall as it
 * was. Pure.
 */
export function together(
  entry: CalendarEntry,
  at: string,
  selection: Selection,
  entries: readonly CalendarEntry[],
  zone: string,
): { id: string; at: string }[] {
  const others = isChosen(selection, entry.id)
    ? entries.filter((other) => other.id !== entry.id && isChosen(selection, other.id) && isMovable(other))
    : []
  const wall = (iso: string) => Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDateTime()
  const by = wall(entry.dueAt).until(wall(at), { largestUnit: 'days', smallestUnit: 'minutes', roundingMode: 'trunc' })
  const minutes = by.hours * 60 + by.minutes
  return [
    { id: entry.id, at },
    ...others.map(({ id, dueAt }) => ({ id, at: movedBy(dueAt, zone, { days: by.days, minutes }) })),
  ]
}
