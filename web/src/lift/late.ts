/** `2 h 14 min`, `3 d 4 h`, `45 s`: how late something is, in two units at most. */
export function duration(ms: number, language: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts: [number, 'day' | 'hour' | 'minute' | 'second'][] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return unit(0, 'second', language)
  return parts
    .slice(first, first + (first === 2 ? 1 : 2))
    .filter(([count]) => count > 0)
    .map(([count, name]) => unit(count, name, language))
    .join(' ')
}

const unit = (count: number, name: string, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count)
