/**
 * Time zones to choose from, searchable by city, region, offset and by the name people give them.
 *
 *   zone    an IANA identifier: Europe/Paris
 *   offset  minutes east of UTC at one instant
 */
export interface ZoneChoice {
  readonly id: string
  readonly city: string
  readonly offsetMinutes: number
  /** `Europe/Paris (UTC+02:00)` */
  readonly label: string
  /** Lower case, without accents; what a search is compared with. */
  readonly haystack: string
}

/** The browser's zone, or UTC where it gives none. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** Minutes east of UTC in `zone` at `at`. @throws RangeError for an unknown zone. */
export function offsetMinutes(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name)
  if (match?.[1] === undefined) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

/** `UTC+05:30`; plain `UTC` at zero. */
export function offsetLabel(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const absolute = Math.abs(minutes)
  const two = (n: number) => String(n).padStart(2, '0')
  return `UTC${minutes < 0 ? '\u2212' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`
}

/** Lower case without accents, with plain minus signs and single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('\u2212', '-')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
}

function longName(zone: string, language: string, at: Date): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}

/**
 * Every zone the browser knows, by offset and name, with the given ones first (the browser's own, the one in force).
 * A zone under an old name (Asia/Calcutta) that the browser's list lacks is added, so that a stored value is never lost.
 */
export function zoneChoices(language: string, at: Date, first: readonly string[]): ZoneChoice[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...first])
  const choices = [...known].map((id): ZoneChoice => {
    const minutes = offsetMinutes(id, at)
    const city = (id.split('/').at(-1) ?? id).replaceAll('_', ' ')
    const shown = id.replaceAll('_', ' ')
    const label = id === 'UTC' ? 'UTC' : `${shown} (${offsetLabel(minutes)})`
    return { id, city, offsetMinutes: minutes, label, haystack: plain(`${label} ${longName(id, language, at)}`) }
  })
  const rank = (choice: ZoneChoice) => {
    const index = first.indexOf(choice.id)
    return index === -1 ? first.length : index
  }
  return choices.toSorted(
    (a, b) => rank(a) - rank(b) || a.offsetMinutes - b.offsetMinutes || a.id.localeCompare(b.id, 'en'),
  )
}

/** The choices that contain every word of the search; those whose city begins with it come first. */
export function searchZones(choices: readonly ZoneChoice[], search: string): ZoneChoice[] {
  const wanted = plain(search)
  if (wanted === '') return [...choices]
  const words = wanted.split(' ')
  const found = choices.filter((choice) => words.every((word) => choice.haystack.includes(word)))
  const begins = (choice: ZoneChoice) => (plain(choice.city).startsWith(wanted) ? 0 : 1)
  return found.toSorted((a, b) => begins(a) - begins(b))
}
