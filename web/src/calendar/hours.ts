/** Where an instant stands on the wall of a zone, and what the clocks do there. Pure. */
import { Temporal } from 'temporal-polyfill'
import { readWallClock } from '../time/wall-clock.ts'

export interface Wall {
  readonly date: string
  readonly hour: number
  /** `09:05` */
  readonly time: string
  /** `UTC+02:00`, where the clocks show this time twice; otherwise undefined. */
  readonly offset: string | undefined
}

const two = (n: number) => String(n).padStart(2, '0')

const day = 86_400_000
const calm = new Map<string, number | undefined>()

/** What a zone is ahead of UTC, in ms, around an instant that is days away from any change of its clocks; otherwise undefined. */
function calmOffset(ms: number, zone: string): number | undefined {
  const today = Math.floor(ms / day)
  const key = `${zone} ${today}`
  if (calm.has(key)) return calm.get(key)
  const offset = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  const [before, after] = [offset((today - 1) * day), offset((today + 2) * day)]
  calm.set(key, before === after ? before : undefined)
  return calm.get(key)
}

/** A view may hold thousands: on all days but a few a year the wall is a sum. */
export function wallOf(iso: string, zone: string): Wall {
  const ms = Date.parse(iso)
  const ahead = calmOffset(ms, zone)
  if (ahead !== undefined) {
    const wall = new Date(ms + ahead).toISOString()
    return { date: wall.slice(0, 10), hour: Number(wall.slice(11, 13)), time: wall.slice(11, 16), offset: undefined }
  }
  return wallAtChange(iso, zone)
}

function wallAtChange(iso: string, zone: string): Wall {
  const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const date = zoned.toPlainDate().toString()
  const time = `${two(zoned.hour)}:${two(zoned.minute)}`
  const twice = readWallClock(date, time, zone).kind === 'repeat'
  return { date, hour: zoned.hour, time, offset: twice ? `UTC${zoned.offset}` : undefined }
}

/** What an hour of the wall is on a day: as ever, jumped over (in whole or in part), or shown twice. */
export function hourKind(date: string, hour: number, zone: string): 'once' | 'gap' | 'repeat' {
  const kinds = ['00', '30'].map((minute) => readWallClock(date, `${two(hour)}:${minute}`, zone).kind)
  if (kinds.includes('gap')) return 'gap'
  return kinds.includes('repeat') ? 'repeat' : 'once'
}

/** The hours of a day that are not like every other. Most days have none, which is found out at once. */
export function oddHours(date: string, zone: string): ReadonlyMap<number, 'gap' | 'repeat'> {
  const begin = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  const odd = new Map<number, 'gap' | 'repeat'>()
  if (begin.hoursInDay === 24) return odd
  for (let hour = 0; hour < 24; hour++) {
    const kind = hourKind(date, hour, zone)
    if (kind !== 'once') odd.set(hour, kind)
  }
  return odd
}

/** The instant of a time on the wall; where the clocks jump over it as if they had not, where they show it twice the first. */
export function instantAt(date: string, time: string, zone: string): string {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds).toISOString()
}

/** Another day at the same time on the wall; or another hour, with its minutes. */
export function movedTo(iso: string, zone: string, target: { readonly date: string; readonly hour?: number }): string {
  const { date, hour, time } = wallOf(iso, zone)
  // within its own hour it stays the very instant it is, also where that hour comes twice
  if (target.date === date && (target.hour === undefined || target.hour === hour)) return iso
  return instantAt(target.date, target.hour === undefined ? time : `${two(target.hour)}:${time.slice(3)}`, zone)
}

/** Some days on the wall and some minutes of the clock away. */
export function movedBy(iso: string, zone: string, by: { readonly days?: number; readonly minutes?: number }): string {
  const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const moved = zoned.add({ days: by.days ?? 0 }).add({ minutes: by.minutes ?? 0 })
  return new Date(moved.epochMilliseconds).toISOString()
}
