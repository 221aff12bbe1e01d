import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/**
 * Where a reader of the record stands: a PostgreSQL snapshot. Sequence numbers would not do: a transaction that commits late
 * carries an earlier number than what was read already, and would be missed.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
 */
export type Position = string

interface Snapshot {
  /** Every transaction below is over. */
  readonly xmin: bigint
  /** None from here on had begun. */
  readonly xmax: bigint
  /** Between the two, those that were still running. */
  readonly running: ReadonlySet<bigint>
}

const most = 2n ** 63n

/** Undefined for what PostgreSQL would not read as a snapshot, such as `787:790:788`. */
export function parsePosition(text: string): Snapshot | undefined {
  const parts = /^(\d{1,19}):(\d{1,19}):(\d{1,19}(?:,\d{1,19})*)?$/.exec(text)
  if (parts === null) return undefined
  const xmin = BigInt(parts[1] ?? 0)
  const xmax = BigInt(parts[2] ?? 0)
  const running = (parts[3] ?? '').split(',').filter(Boolean).map(BigInt)
  const ordered = running.every((xid, at) => xid >= xmin && xid < xmax && xid > (running[at - 1] ?? -1n))
  return xmin > 0n && xmin <= xmax && xmax < most && ordered ? { xmin, xmax, running: new Set(running) } : undefined
}

/** True when whoever stands at `position` has seen what the transaction `xid` wrote. */
export function hasSeen(position: Position, xid: string): boolean {
  const snapshot = parsePosition(position)
  if (snapshot === undefined) return false
  const id = BigInt(xid)
  return id < snapshot.xmin || (id < snapshot.xmax && !snapshot.running.has(id))
}

/** True when whoever stands at `position` has seen all that `other` shows. */
export function covers(position: Position, other: Position): boolean {
  const [one, two] = [parsePosition(position), parsePosition(other)]
  if (one === undefined || two === undefined || one.xmax < two.xmax) return false
  return Array.from(one.running).every((xid) => !hasSeen(other, String(xid)))
}

/** True when `position` cannot be one of this database: from before it was restored, or made up. */
export function isAhead(position: Position, current: Position): boolean {
  const [one, other] = [parsePosition(position), parsePosition(current)]
  return one === undefined || other === undefined || one.xmax > other.xmax
}

export async function currentPosition(db: Db): Promise<Position> {
  const { rows } = await sql<{ position: string }>`select pg_current_snapshot()::text as position`.execute(db)
  const position = rows[0]?.position
  if (position === undefined) throw new Error('PostgreSQL gave no snapshot')
  return position
}
