/** Rules of repetition (RFC 5545): made from what a person chose, and said in words. Pure. */
import type { TFunction } from 'i18next'
import { Temporal } from 'temporal-polyfill'

export const rhythms = ['never', 'day', 'workday', 'week', 'month', 'weekdayOfMonth', 'year'] as const
export type Rhythm = (typeof rhythms)[number]

export interface Repeat {
  readonly rhythm: Rhythm
  readonly interval: number
  /** For `week`; Monday is 1. The first one's own is always among them. */
  readonly days: readonly number[]
  readonly end: 'never' | 'count' | 'until'
  readonly count: number
  /** `2027-12-31` */
  readonly until: string
}

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const workdays = 'MO,TU,WE,TH,FR'

export function noRepeat(date: string): Repeat {
  const until = Temporal.PlainDate.from(date).add({ months: 3 }).toString()
  return { rhythm: 'never', interval: 1, days: [], end: 'never', count: 10, until }
}

/** Which of its weekday in the month a date is: 1 to 4, or -1 for the last. */
function placeInMonth(date: Temporal.PlainDate): number {
  return date.day + 7 > date.daysInMonth ? -1 : Math.ceil(date.day / 7)
}

/** Rhythms whose rule has this first date. */
export function rhythmsFrom(date: string): readonly Rhythm[] {
  return Temporal.PlainDate.from(date).dayOfWeek > 5 ? rhythms.filter((rhythm) => rhythm !== 'workday') : rhythms
}

/** @param date the first, on the wall @returns undefined for what does not repeat */
export function toRule(repeat: Repeat, date: string): string | undefined {
  const first = Temporal.PlainDate.from(date)
  const weekday = names[first.dayOfWeek - 1] ?? 'MO'
  const days = [...new Set([...repeat.days, first.dayOfWeek])].toSorted((a, b) => a - b).map((day) => names[day - 1])
  const last = first.day === first.daysInMonth
  const rules: Record<Exclude<Rhythm, 'never'>, string> = {
    day: 'FREQ=DAILY',
    workday: `FREQ=WEEKLY;BYDAY=${workdays}`,
    week: `FREQ=WEEKLY;BYDAY=${days.join(',')}`,
    month: `FREQ=MONTHLY;BYMONTHDAY=${last ? -1 : first.day}`,
    weekdayOfMonth: `FREQ=MONTHLY;BYDAY=${placeInMonth(first)}${weekday}`,
    year: 'FREQ=YEARLY',
  }
  if (repeat.rhythm === 'never') return undefined
  const interval = repeat.interval > 1 && repeat.rhythm !== 'workday' ? `;INTERVAL=${repeat.interval}` : ''
  const end =
    repeat.end === 'count'
      ? `;COUNT=${repeat.count}`
      : repeat.end === 'until'
        ? `;UNTIL=${repeat.until.replaceAll('-', '')}`
        : ''
  return `${rules[repeat.rhythm]}${interval}${end}`
}

const dayName = (name: string, language: string) =>
  // 5 January 1970 was a Monday
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    (4 + names.findIndex((one) => one === name)) * 86_400_000,
  )

/** A rule in words: “Every 2 weeks on Monday and Thursday, 10 times”. One that is not of our making is shown as it is. */
export function ruleWords(rule: string, t: TFunction, language: string): string {
  const part = Object.fromEntries(rule.split(';').map((one) => one.split('='))) as Record<string, string | undefined>
  const { FREQ, BYDAY, BYMONTHDAY, UNTIL, COUNT } = part
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL', 'COUNT']
  const count = Number(part['INTERVAL'] ?? 1)
  const place = /^(-1|[1-4])([A-Z]{2})$/.exec(BYDAY ?? '')
  const monthDay = /^(-1|\d+)$/.exec(BYMONTHDAY ?? '')?.[1]
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const words = (): string | undefined => {
    if (Object.keys(part).some((name) => !known.includes(name))) return undefined
    if (FREQ === 'DAILY' && BYDAY === undefined) return t('series.daily', { count })
    if (FREQ === 'WEEKLY' && BYDAY === workdays) return t('series.workdays')
    if (FREQ === 'WEEKLY' && BYDAY !== undefined && /^[A-Z,]+$/.test(BYDAY)) {
      const days = list.format(BYDAY.split(',').map((name) => t('series.onDay', { day: dayName(name, language) })))
      return t('series.weekly', { count, days })
    }
    if (FREQ === 'WEEKLY' && BYDAY === undefined) return t('series.everyWeek', { count })
    if (FREQ === 'MONTHLY' && monthDay === '-1') return t('series.monthlyLast', { count })
    if (FREQ === 'MONTHLY' && monthDay !== undefined) return t('series.monthly', { count, day: monthDay })
    if (FREQ === 'MONTHLY' && place !== null) {
      const which = t(`series.place.${place[1] as '1' | '2' | '3' | '4' | '-1'}`)
      return t('series.monthlyDay', { count, which, day: dayName(place[2] ?? 'MO', language) })
    }
    return FREQ === 'YEARLY' && BYDAY === undefined && BYMONTHDAY === undefined
      ? t('series.yearly', { count })
      : undefined
  }
  const said = words()
  if (said === undefined) return t('series.other', { rule })
  if (COUNT !== undefined) return t('series.times', { rule: said, count: Number(COUNT) })
  if (UNTIL === undefined) return said
  const until = new Date(`${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6, 8)}T12:00:00Z`)
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
  return t('series.until', { rule: said, date: format.format(until) })
}
