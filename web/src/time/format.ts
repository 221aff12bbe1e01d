/** Instants as a person reads them: in the workspace's zone, in the person's language. */
type Language = string

const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, ...options })
  cache.set(key, made)
  return made
}

/** `Tue 3 Mar 2026, 14:05` */
export function formatInstant(iso: string, zone: string, language: Language): string {
  return formatter(language, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso))
}

/** With the seconds, for histories and the record. */
export function formatExact(iso: string, zone: string, language: Language): string {
  return formatter(language, zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(iso))
}

/** `22:04:17` */
export function formatSeconds(iso: string, zone: string, language: Language): string {
  return formatter(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(iso))
}

/** `22:04:17.123`, for what is a matter of milliseconds. */
export function formatMillis(iso: string, zone: string, language: Language): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const
  return formatter(language, zone, options).format(new Date(iso))
}

/** `3 March 2026` */
export function formatDay(iso: string, zone: string, language: Language): string {
  return formatter(language, zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso))
}

/** `Friday 4 December`, for days of the coming weeks */
export function formatNearDay(iso: string, zone: string, language: Language): string {
  return formatter(language, zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(iso))
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `5 minutes ago`, `in 2 hours`; "now" under a minute. Both instants in milliseconds. */
export function formatRelative(at: number, now: number, language: Language): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const seconds = (at - now) / 1000
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return format.format(0, 'second')
}

/** The zone in words: `Paris (heure d’été d’Europe centrale)`. */
export function zoneName(zone: string, language: Language, at: Date = new Date()): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const parts = formatter(language, zone, { timeZoneName: 'long' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value
  return name === undefined || zone === 'UTC' ? city : `${city} (${name})`
}

/** Short: `Paris`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
