import type { HaltView } from '../../core/halts/view.ts'
import type { WireAttempt } from '../../core/halts/wire.ts'

const clock = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
})

/** An instant to the millisecond, in the zone of this terminal. */
export const instant = (date: Date): string => clock.format(date)

/** Rows under their heads, each column as wide as its widest cell. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

const waits = {
  answer: 'the network’s answer',
  look_up: 'a look-up (a worker must run)',
  worker: 'its worker: no sign of it, no word that it is gone',
} as const

/** What was on the wire and is not resolved. */
export function wireTable(attempts: readonly WireAttempt[]): string {
  const rows = attempts
    .filter(({ resolvedAt }) => resolvedAt === null)
    .map(({ handle, startedAt, waitingFor, workerId, host, pid, text }) => [
      handle,
      instant(startedAt),
      waitingFor === null ? '' : waits[waitingFor],
      `${workerId} (${host}, process ${pid})`,
      text.replaceAll(/\s+/g, ' ').slice(0, 40),
    ])
  return table(['ACCOUNT', 'SINCE', 'WAITS FOR', 'WORKER', 'TEXT'], rows)
}

const scopeOf = ({ workspaceName, network, accountName, campaignName }: HaltView): string =>
  [workspaceName ?? 'whole installation', network, accountName, campaignName]
    .filter((part) => part !== null)
    .join(' / ')

export function haltTable(halts: readonly HaltView[]): string {
  const rows = halts.map((halt) => [
    halt.id,
    instant(halt.sealedAt),
    halt.silentAt === null ? `no: ${halt.unresolved} unresolved` : instant(halt.silentAt),
    halt.level,
    scopeOf(halt),
    String(halt.held),
    halt.haltedByName,
    halt.reason ?? '',
  ])
  return table(['STOP', 'SEALED', 'SILENT', 'LEVEL', 'SCOPE', 'HELD', 'BY', 'REASON'], rows)
}
