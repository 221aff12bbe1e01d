import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { slotInstants } from './instants.ts'

export interface FreeSlot {
  readonly accountId: string
  readonly at: Date
}

/** Most slots that are shown together. */
const most = 1000

/** The free slots of a workspace's accounts in a stretch of time that is still to come, by time. */
export async function freeSlots(
  db: Db,
  workspaceId: string,
  request: { readonly from: Date; readonly to: Date; readonly accountIds?: readonly string[] | undefined },
): Promise<FreeSlot[]> {
  const { accountIds, to } = request
  let select = db
    .selectFrom('slotPlan as p')
    .innerJoin('account as a', 'a.id', 'p.accountId')
    .innerJoin('slot as s', 's.accountId', 'p.accountId')
    .select(['p.accountId', 'p.timeZone', sql<Date>`clock_timestamp()`.as('now')])
    .select(sql<{ day: number; at: string }[]>`json_agg(json_build_object('day', s.day, 'at', s.at))`.as('slots'))
    .where('a.workspaceId', '=', workspaceId)
    .where('a.disconnectedAt', 'is', null)
    .groupBy(['p.accountId', 'p.timeZone'])
  if (accountIds !== undefined) select = select.where(sql<boolean>`p.account_id = any(${accountIds}::uuid[])`)
  const plans = await select.execute()
  const now = plans[0]?.now
  if (now === undefined || to <= now) return []
  const from = new Date(Math.max(request.from.getTime(), now.getTime() + 1))
  const taken = await db
    .selectFrom('delivery')
    .select(['accountId', 'dueAt'])
    .where(sql<boolean>`account_id = any(${plans.map((plan) => plan.accountId)}::uuid[])`)
    .where('state', '=', sql.lit('scheduled'))
    .where('dueAt', '>=', from)
    .where('dueAt', '<', to)
    .execute()
  const key = (accountId: string, at: Date) => `${accountId} ${at.getTime()}`
  const full = new Set(taken.map((row) => key(row.accountId, row.dueAt)))
  return plans
    .flatMap(({ accountId, timeZone, slots }) =>
      slotInstants(slots, timeZone, from, to).map((at) => ({ accountId, at })),
    )
    .filter(({ accountId, at }) => !full.has(key(accountId, at)))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, most)
}
