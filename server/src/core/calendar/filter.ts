import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState } from '../../db/schema.ts'

/** Which deliveries of a workspace: due from (included) to (excluded), and what a person narrows it to. */
export interface CalendarFilter {
  readonly from: Date
  readonly to: Date
  readonly accountIds?: readonly string[] | undefined
  readonly networks?: readonly string[] | undefined
  /** Without it everything but what was taken back. */
  readonly states?: readonly DeliveryState[] | undefined
  readonly authorIds?: readonly string[] | undefined
  readonly campaignIds?: readonly string[] | undefined
}

/** What follows the post it belongs to: it has no place of its own, and goes where that one goes. */
export const followers = ['thread_item', 'first_comment'] as const

/** Alias d. Other tables are asked only where the filter needs them. */
export function inCalendar(db: Db, workspaceId: string, filter: Omit<CalendarFilter, 'from' | 'to'>) {
  const { accountIds, networks, states, authorIds, campaignIds } = filter
  let select = db
    .selectFrom('delivery as d')
    .where('d.workspaceId', '=', workspaceId)
    .where('d.kind', 'not in', followers)
  select =
    states === undefined ? select.where('d.state', '<>', 'cancelled') : select.where('d.state', 'in', [...states])
  if (accountIds !== undefined) select = select.where(sql<boolean>`d.account_id = any(${accountIds}::uuid[])`)
  if (networks !== undefined)
    select = select.where(
      sql<boolean>`d.account_id in (select id from account where workspace_id = ${workspaceId} and network = any(${networks}))`,
    )
  if (authorIds !== undefined)
    select = select.where(
      sql<boolean>`exists (select from post where id = d.post_id and author_id = any(${authorIds}::uuid[]))`,
    )
  if (campaignIds !== undefined)
    select = select.where(
      sql<boolean>`exists (select from post where id = d.post_id and campaign_id = any(${campaignIds}::uuid[]))`,
    )
  return select
}
