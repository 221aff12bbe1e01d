import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState } from '../../db/schema.ts'
import { type CalendarEntry, entriesOf } from './entries.ts'
import { type CalendarFilter, inCalendar } from './filter.ts'

/** One local day: as long as its zone makes it, 23 or 25 hours where the clocks change. */
export interface CalendarDay {
  readonly date: string
  readonly from: Date
  readonly to: Date
  readonly total: number
  readonly states: Partial<Record<DeliveryState, number>>
  readonly networks: Record<string, number>
}

/** Local days from the first to the last, both included. A day that the zone left out has no length, and is left out here too. */
export function localDays(timeZone: string, first: string, last: string): Pick<CalendarDay, 'date' | 'from' | 'to'>[] {
  const days: Pick<CalendarDay, 'date' | 'from' | 'to'>[] = []
  const end = Temporal.PlainDate.from(last)
  const begin = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  for (
    let date = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(date, end) <= 0;
    date = date.add({ days: 1 })
  ) {
    const [from, to] = [begin(date), begin(date.add({ days: 1 }))]
    if (from < to) days.push({ date: date.toString(), from, to })
  }
  return days
}

/** What a month shows: how many there are each day, and the first few of each. Its weight does not grow with what is planned. */
export async function calendarDays(
  db: Db,
  workspaceId: string,
  request: {
    readonly timeZone: string
    readonly first: string
    readonly last: string
    readonly filter: Omit<CalendarFilter, 'from' | 'to'>
    readonly perDay: number
  },
): Promise<{ readonly days: CalendarDay[]; readonly entries: CalendarEntry[] }> {
  const days = localDays(request.timeZone, request.first, request.last)
  const [from, to] = [days[0]?.from, days.at(-1)?.to]
  if (from === undefined || to === undefined) return { days: [], entries: [] }
  const [counts, entries] = await Promise.all([
    countDays(db, workspaceId, { ...request.filter, from, to }, days),
    firstOfDays(db, workspaceId, request.filter, days, request.perDay),
  ])
  const counted = days.map((day, index) => {
    const own = counts.filter((row) => row.day === index + 1)
    const states: Partial<Record<DeliveryState, number>> = {}
    const networks: Record<string, number> = {}
    for (const { state, network, n } of own) {
      states[state] = (states[state] ?? 0) + n
      networks[network] = (networks[network] ?? 0) + n
    }
    return { ...day, total: own.reduce((sum, { n }) => sum + n, 0), states, networks }
  })
  return { days: counted, entries }
}

type Day = Pick<CalendarDay, 'from' | 'to'>

async function countDays(db: Db, workspaceId: string, filter: CalendarFilter, days: readonly Day[]) {
  const bounds = days.map(({ from }) => from)
  return inCalendar(db, workspaceId, filter)
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select([
      sql<number>`width_bucket(d.due_at, ${bounds}::timestamptz[])`.as('day'),
      'd.state',
      'a.network',
      sql<number>`count(*)::int`.as('n'),
    ])
    .where('d.dueAt', '>=', filter.from)
    .where('d.dueAt', '<', filter.to)
    .groupBy(['day', 'd.state', 'a.network'])
    .execute()
}

async function firstOfDays(
  db: Db,
  workspaceId: string,
  filter: Omit<CalendarFilter, 'from' | 'to'>,
  days: readonly Day[],
  perDay: number,
): Promise<CalendarEntry[]> {
  if (perDay === 0) return []
  const [froms, tos] = [days.map(({ from }) => from), days.map(({ to }) => to)]
  const first = inCalendar(db, workspaceId, filter)
    .select('d.id')
    .where(sql<boolean>`d.due_at >= b.from_at and d.due_at < b.to_at`)
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(perDay)
  const rows = await db
    .selectFrom(
      sql<{ fromAt: Date; toAt: Date }>`unnest(${froms}::timestamptz[], ${tos}::timestamptz[])`.as<'b'>(
        sql`b(from_at, to_at)`,
      ),
    )
    .innerJoinLateral(first.as('f'), (join) => join.onTrue())
    .select('f.id')
    .execute()
  return entriesOf(
    db,
    rows.map(({ id }) => id),
  )
}
