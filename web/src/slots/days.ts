import type { SlotPlan } from '../api/types.ts'

export type Slot = SlotPlan['slots'][number]

/** Monday first, as the plan counts them. */
export const days = [1, 2, 3, 4, 5, 6, 7] as const

/** `Monday`, `lundi`. @param day Monday is 1 */
export function dayName(day: number, language: string, length: 'long' | 'short' = 'long'): string {
  // 5 January 1970 was a Monday
  return new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }).format((3 + day) * 86_400_000)
}

/** With a time on some days more: each once, in order. */
export function withTime(slots: readonly Slot[], at: string, on: readonly number[]): Slot[] {
  const added = on
    .filter((day) => !slots.some((slot) => slot.day === day && slot.at === at))
    .map((day) => ({ day, at }))
  return [...slots, ...added].toSorted((a, b) => a.day - b.day || a.at.localeCompare(b.at))
}
