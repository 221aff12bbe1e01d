import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { countEndingSignIns } from '../accounts/ending.ts'
import { approvalsAskedOf } from '../approvals/asked-of.ts'
import type { By } from '../approvals/find.ts'
import { withPost, type DeliveryWithPost } from '../deliveries/read.ts'
import { coveringHalt } from '../halts/covering.ts'

export interface Need extends DeliveryWithPost {
  readonly lateMs: number
  /** The emergency stop that still covers it. */
  readonly coveredBy: string | null
  readonly urgency: number
  /** To the microsecond, which a `Date` is not. */
  readonly due: string
}

/** A place in the list: the next page begins behind it, whatever became of what stood there. */
export type NeedPlace = Pick<Need, 'urgency' | 'due' | 'id'>

const urgency = sql<number>`case when d.state = 'unconfirmed' then 0 when d.reason is distinct from 'halted' then 1 else 2 end`

/** As one literal condition, so that the partial index serves kept plans too. An unconfirmed one that is looked up needs nobody yet. */
const needsPerson = sql<boolean>`d.state in ('held', 'failed', 'unconfirmed') and (d.state <> 'unconfirmed' or d.next_try_at is null)`

/**
 * The deliveries that wait for a person, the most urgent first: what may be public and nobody knows, then what an answer still helps,
 * the latest first, then what an emergency stop keeps in anyway.
 */
export async function listNeeds(
  db: Db,
  workspaceId: string,
  { limit, after }: { readonly limit: number; readonly after?: NeedPlace | undefined },
): Promise<Need[]> {
  let select = withPost(db)
    .where('d.workspaceId', '=', workspaceId)
    .where(needsPerson)
    .select([
      sql<number>`greatest(0, extract(epoch from clock_timestamp() - d.due_at) * 1000)::float8`.as('lateMs'),
      coveringHalt.as('coveredBy'),
      urgency.as('urgency'),
      sql<string>`d.due_at::text`.as('due'),
    ])
  if (after !== undefined) {
    const { urgency: rank, due, id } = after
    select = select.where(
      sql<boolean>`(${urgency} > ${rank} or (${urgency} = ${rank} and (d.due_at, d.id) < (${due}::timestamptz, ${id}::uuid)))`,
    )
  }
  return select.orderBy(urgency).orderBy('d.dueAt', 'desc').orderBy('d.id', 'desc').limit(limit).execute()
}

export interface NeedCounts {
  readonly held: number
  readonly failed: number
  readonly unconfirmed: number
  readonly approvals: number
  /** Accounts to be signed in again, now or soon. */
  readonly signIns: number
  readonly total: number
}

/** How much waits for a person, and for this member in particular. */
export async function countNeeds(db: Db, workspaceId: string, by: By): Promise<NeedCounts> {
  const [rows, asked, signIns] = await Promise.all([
    db
      .selectFrom('delivery as d')
      .select(['d.state', sql<number>`count(*)::int`.as('count')])
      .where('d.workspaceId', '=', workspaceId)
      .where(needsPerson)
      .groupBy('d.state')
      .execute(),
    approvalsAskedOf(db, workspaceId, by),
    countEndingSignIns(db, workspaceId),
  ])
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  const [held, failed, unconfirmed] = [of('held'), of('failed'), of('unconfirmed')]
  const total = held + failed + unconfirmed + asked.length + signIns
  return { held, failed, unconfirmed, approvals: asked.length, signIns, total }
}
