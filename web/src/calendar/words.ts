/** How days and hours are named. Pure. */
const locale = (language: string) => (language === 'en' ? 'en-GB' : language)
const noon = (date: string) => new Date(`${date}T12:00:00Z`)
const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' })
  formats.set(key, known)
  return known
}

/** `Tuesday 2 March` */
export const dayLabel = (date: string, language: string): string =>
  format(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(noon(date))

/** `Tue 2` */
export const shortDay = (date: string, language: string): string =>
  format(language, { weekday: 'short', day: 'numeric' }).format(noon(date))

/** Monday first. */
export function weekdays(language: string): string[] {
  // 5 January 1970 was a Monday
  return Array.from({ length: 7 }, (_, day) => format(language, { weekday: 'short' }).format((4 + day) * 86_400_000))
}

export const hourLabel = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
