import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

/** Has PostgreSQL write down every statement that connections opened from now on send, and how long it took. */
export async function watchStatements(pool: pg.Pool): Promise<void> {
  await pool.query('alter database vigie set log_min_duration_statement = 0')
}

export interface StatementCount {
  readonly statement: string
  readonly perDelivery: number
  /** Mean time inside PostgreSQL, all phases together. */
  readonly us: number
}

/** What was sent for one delivery, most frequent first, from PostgreSQL's own log. */
export function countStatements(dataFolder: string, deliveries: number): StatementCount[] {
  const log = readFileSync(join(dataFolder, 'postgres', 'postgres.log'), 'utf8')
  const found = new Map<string, { count: number; ms: number }>()
  for (const match of log.matchAll(/duration: ([\d.]+) ms {2}(parse|bind|execute|statement)[^:]*: ([^\n]*)/g)) {
    const [, ms = '0', phase, text = ''] = match
    const known = found.get(text) ?? { count: 0, ms: 0 }
    known.ms += Number(ms)
    if (phase === 'execute' || phase === 'statement') known.count++
    found.set(text, known)
  }
  return [...found]
    .map(([text, { count, ms }]) => ({
      statement: text.replaceAll('"', '').slice(0, 110),
      perDelivery: Number((count / deliveries).toFixed(2)),
      us: Math.round((1000 * ms) / Math.max(count, 1)),
    }))
    .filter(({ perDelivery }) => perDelivery >= 0.05)
    .toSorted((a, b) => b.perDelivery - a.perDelivery)
}
