import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { errors } from '../errors.ts'

/** When a post comes again: a rule, and the first time on the wall of a zone. */
export interface Recurrence {
  /** RFC 5545, without `RRULE:`. One time a day at most: the time is that of the first. */
  readonly rule: string
  readonly timeZone: string
  /** `YYYY-MM-DDTHH:MM` */
  readonly startsAt: string
}

export interface Time {
  /** On the wall, as the rule gives it: names the occurrence. */
  readonly wall: string
  readonly at: Date
}

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const parts = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYSETPOS',
  'WKST',
]
/** How far a change of a zone's clocks moves a wall time: Pacific/Apia once left out a whole day. */
const widestJump = { days: 2 }

function refuse(remedy: string, problem = 'rule'): never {
  throw errors.validation(remedy, { errors: [{ field: 'rule', problem, remedy }] })
}

/**
 * A rule in the form that is kept. `UNTIL` becomes a time on the wall: the end of its day, or what an instant shows there.
 * @throws VALIDATION_FAILED naming what is wrong
 */
export function tidyRule(given: string, timeZone: string): string {
  const named = given
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split('='))
  const values = new Map(named.map(([name = '', value = '']) => [name, value]))
  if (values.size !== named.length) refuse('Say each part of the rule once.')
  const unknown = [...values.keys()].find((name) => !parts.includes(name))
  if (unknown !== undefined)
    refuse(`${unknown} cannot be used here: a post comes at most once a day, at the time of the first.`)
  if (!frequencies.includes(values.get('FREQ') ?? '')) refuse(`FREQ is one of ${frequencies.join(', ')}.`)
  for (const name of ['INTERVAL', 'COUNT']) {
    const value = values.get(name)
    if (value !== undefined && !/^[1-9]\d{0,3}$/.test(value)) refuse(`${name} is a number from 1 to 9999.`)
  }
  const until = values.get('UNTIL')
  if (until !== undefined) {
    if (values.has('COUNT')) refuse('COUNT and UNTIL exclude each other.')
    values.set('UNTIL', untilOnTheWall(until, timeZone))
  }
  const rule = [...values].map(([name, value]) => `${name}=${value}`).join(';')
  try {
    read({ rule, timeZone, startsAt: '2000-01-01T00:00' })
  } catch (error) {
    refuse(`This is no rule of RFC 5545: ${error instanceof Error ? error.message : String(error)}`)
  }
  return rule
}

function untilOnTheWall(until: string, timeZone: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(until)
  if (match === null) refuse('UNTIL is a date such as 20271231, or 20271231T230000Z.')
  const [, year, month, day, hour, minute, second, zulu] = match
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`)
    if (hour === undefined) return `${until}T235959`
    const wall = date.toPlainDateTime(Temporal.PlainTime.from(`${hour}:${minute}:${second}`))
    const shown = zulu === 'Z' ? wall.toZonedDateTime('UTC').withTimeZone(timeZone).toPlainDateTime() : wall
    return shown.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
  } catch {
    return refuse('UNTIL is no day of the calendar.')
  }
}

export const hasEnd = (rule: string): boolean => /(^|;)(COUNT|UNTIL)=/.test(rule)

/** The rule on a wall whose clocks never change: the zone comes in afterwards. */
function read({ rule, startsAt }: Recurrence) {
  const dtstart = Temporal.PlainDateTime.from(startsAt).toZonedDateTime('UTC')
  const floating = rule.replace(/UNTIL=(\d{8}T\d{6})/, 'UNTIL=$1Z')
  return new RRuleTemporal({ rruleString: floating, dtstart, tzid: 'UTC', strict: true, temporal: Temporal })
}

/**
 * The occurrences from an instant (included) to another (excluded), in order, each once.
 *
 * As with a queue's slots: where the clocks jump over a time, it is used as if they had not jumped; where they show it twice, the first
 * time. Two that thereby become one instant are one.
 */
export function occurrences(recurrence: Recurrence, from: Date, to: Date): Time[] {
  const { timeZone } = recurrence
  const floating = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toZonedDateTime('UTC')
  const found = new Map<number, Time>()
  const [begin, end] = [floating(from).subtract(widestJump), floating(to).add(widestJump)]
  for (const zoned of read(recurrence).between(begin, end, true)) {
    const plain = Temporal.PlainDateTime.from(zoned.toString().slice(0, 19))
    const { epochMilliseconds } = plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    if (epochMilliseconds < from.getTime() || epochMilliseconds >= to.getTime() || found.has(epochMilliseconds))
      continue
    found.set(epochMilliseconds, { wall: plain.toString({ smallestUnit: 'minute' }), at: new Date(epochMilliseconds) })
  }
  return [...found.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** The first occurrence from an instant on; undefined when there is none within a few years: it is over. */
export function nextOccurrence(recurrence: Recurrence, from: Date): Time | undefined {
  const year = 366 * 86_400_000
  for (let years = 0; years < 9; years++) {
    const begin = new Date(from.getTime() + years * year)
    const [next] = occurrences(recurrence, begin, new Date(begin.getTime() + year))
    if (next !== undefined) return next
  }
  return undefined
}
