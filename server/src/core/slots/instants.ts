import { Temporal } from 'temporal-polyfill'

/** A recurring time of an account's queue, on the wall of the plan's zone. */
export interface Slot {
  /** Monday is 1, Sunday is 7 (ISO 8601). */
  readonly day: number
  /** `HH:MM` */
  readonly at: string
}

/** How far a change of a zone's clocks moves a wall time: Pacific/Apia once left out a whole day. */
const widestJump = { days: 2 }

/**
 * The instants of slots from `from` (included) to `to` (excluded), in order, each once.
 *
 * Where the clocks jump over a slot's time, it is used as if they had not jumped: a slot at 02:30 is used at 03:30. Where they
 * show it twice, it is used the first time. Two slots that thereby become one instant are one.
 */
export function slotInstants(slots: readonly Slot[], timeZone: string, from: Date, to: Date): Date[] {
  const local = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const last = local(to).add(widestJump)
  const found = new Set<number>()
  for (
    let date = local(from).subtract(widestJump);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const { day, at } of slots) {
      if (day !== date.dayOfWeek) continue
      const wall = date.toPlainDateTime(Temporal.PlainTime.from(at))
      const { epochMilliseconds } = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
      if (epochMilliseconds >= from.getTime() && epochMilliseconds < to.getTime()) found.add(epochMilliseconds)
    }
  }
  return [...found].toSorted((a, b) => a - b).map((ms) => new Date(ms))
}
