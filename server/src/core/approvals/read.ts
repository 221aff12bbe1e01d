import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Approval } from '../../db/schema.ts'

export interface ApprovalView extends Approval {
  readonly askedByName: string
  readonly ofName: string | null
  readonly decidedByName: string | null
}

/** Approvals with the names of the people in them; alias `a`. */
export function withNames(db: Db) {
  return db
    .selectFrom('approval as a')
    .innerJoin('person as q', 'q.id', 'a.askedBy')
    .leftJoin('person as o', 'o.id', 'a.ofPerson')
    .leftJoin('person as d', 'd.id', 'a.decidedBy')
    .selectAll('a')
    .select(['q.name as askedByName', 'o.name as ofName', 'd.name as decidedByName'])
}

/** The approvals of a post, the one that counts first. */
export async function approvalsOfPost(db: Db, postId: string): Promise<ApprovalView[]> {
  return withNames(db)
    .where('a.postId', '=', postId)
    .orderBy('a.current', 'desc')
    .orderBy('a.askedAt', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
}

/** The state of what counts for each post, by post. One whose time has passed is expired, written down or not. */
export async function approvalStates(db: Db, postIds: readonly string[]): Promise<Map<string, Approval['state']>> {
  if (postIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('approval as a')
    .select(['a.postId', stateNow.as('state')])
    .where('a.postId', 'in', [...postIds])
    .where('a.current', '=', true)
    .execute()
  return new Map(rows.map(({ postId, state }) => [postId, state]))
}

/** Of an approval, alias `a`. */
const stateNow = sql<
  Approval['state']
>`case when a.state = 'asked' and a.expires_at <= clock_timestamp() then 'expired' else a.state end`
