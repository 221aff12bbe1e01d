import { Temporal } from 'temporal-polyfill'

/**
 * What a date and a time on the wall mean in a zone. Once a year an hour is missing and once it comes twice; a scheduler
 * that guesses then is an hour wrong, so both are told in words.
 */
export type WallClock =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'once'; readonly at: string }
  /** The clocks jump over this time; `at` is what it would be had they not. `shown` is that instant on the wall. */
  | { readonly kind: 'gap'; readonly at: string; readonly shown: string }
  /** The clocks go back and show this time twice. */
  | {
      readonly kind: 'repeat'
      readonly earlier: string
      readonly later: string
      readonly earlierOffset: string
      readonly laterOffset: string
    }

const two = (n: number) => String(n).padStart(2, '0')
const clock = (time: Temporal.ZonedDateTime) => `${two(time.hour)}:${two(time.minute)}`

/** @param date `2026-03-29`  @param time `02:30`  @param zone IANA name */
export function readWallClock(date: string, time: string, zone: string): WallClock {
  let local: Temporal.PlainDateTime
  try {
    local = Temporal.PlainDateTime.from(`${date}T${time}`)
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'unreadable' }
    throw error
  }
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  const instant = (zoned: Temporal.ZonedDateTime) => zoned.toInstant().toString()
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'once', at: instant(earlier) }
  if (!later.toPlainDateTime().equals(local)) return { kind: 'gap', at: instant(later), shown: clock(later) }
  return {
    kind: 'repeat',
    earlier: instant(earlier),
    later: instant(later),
    earlierOffset: earlier.offset,
    laterOffset: later.offset,
  }
}

/** The date and the time an instant shows on the wall. */
export function onTheWall(iso: string, zone: string): { date: string; time: string } {
  const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  return { date: zoned.toPlainDate().toString(), time: clock(zoned) }
}

/** A friendly first proposal: the next full hour at least an hour away. */
export function proposeTime(nowMs: number, zone: string): { date: string; time: string } {
  const next = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(zone)
    .add({ hours: 1 })
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  return onTheWall(next.toInstant().toString(), zone)
}
