import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** An end is announced so many days ahead, and once more on the last of them. */
export const announcedAhead = 7

/** How long renewing must have failed, in hours, before an end that each renewal puts off is taken for one. */
const renewedWithin = 24

/**
 * The sign-in ends within so many days, and no renewal is to be hoped for. Aliases: `a` account, `c` its credentials, if any.
 * The database's clock decides, as it does for what is due.
 */
export const isEnding = (days: number) => sql<boolean>`(
  c.ends_at <= clock_timestamp() + make_interval(days => ${days}::int)
  and not (c.end_is_put_off and c.updated_at > clock_timestamp() - make_interval(hours => ${renewedWithin}::int)))`

/** Nothing goes out for the account before a person has signed it in again. */
const isOver = sql<boolean>`(a.health = 'needs_sign_in' or coalesce(c.ends_at <= clock_timestamp(), false))`

/** Scheduled posts that cannot go out unless somebody signs in again: those after the end; once it has come, all. */
export const dependents = sql<number>`(
  select count(distinct d.post_id)::int from delivery d
  where d.account_id = a.id and d.state = 'scheduled' and (${isOver} or d.due_at >= c.ends_at))`

export interface EndingSignIn {
  readonly accountId: string
  readonly network: string
  readonly handle: string
  /** Null where the network ended it: nobody knew before. */
  readonly endsAt: Date | null
  readonly over: boolean
  readonly scheduled: number
}

const ofWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('account as a')
    .leftJoin('accountCredentials as c', 'c.accountId', 'a.id')
    .where('a.workspaceId', '=', workspaceId)
    .where('a.disconnectedAt', 'is', null)
    .where(sql<boolean>`(${isOver} or ${isEnding(announcedAhead)})`)

/** The accounts that a person has to sign in again, now or soon: what is over first, then what ends next. */
export async function listEndingSignIns(db: Db, workspaceId: string): Promise<EndingSignIn[]> {
  return ofWorkspace(db, workspaceId)
    .select(['a.id as accountId', 'a.network', 'a.handle', 'c.endsAt', isOver.as('over'), dependents.as('scheduled')])
    .orderBy(isOver, 'desc')
    .orderBy('c.endsAt')
    .orderBy('a.handle')
    .execute()
}

export async function countEndingSignIns(db: Db, workspaceId: string): Promise<number> {
  const { count } = await ofWorkspace(db, workspaceId)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
