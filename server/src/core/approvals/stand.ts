import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** Why a post is kept in for want of approval. */
export const approvalReasons = [
  'approval_pending',
  'approval_refused',
  'approval_expired',
  /** Its author’s posts need approval, and nobody was asked. */
  'approval_missing',
] as const
export type ApprovalReason = (typeof approvalReasons)[number]

/**
 * Why the post of this id may not go out, null when no approval is wanting. By the database's clock: a question is over at its time,
 * whether or not somebody has written that down.
 */
export const missingApproval = (postId: string) => sql<ApprovalReason | null>`(
  select case
    when v.state in ('approved', 'overridden') then null
    when v.state = 'refused' then 'approval_refused'
    when v.state = 'expired' or v.expires_at <= clock_timestamp() then 'approval_expired'
    when v.state = 'asked' then 'approval_pending'
    when vm.role = any(vw.approval_roles) then 'approval_missing' end
  from post vp join workspace vw on vw.id = vp.workspace_id
    left join approval v on v.post_id = vp.id and v.current
    left join member vm on vm.workspace_id = vp.workspace_id and vm.person_id = vp.author_id
  where vp.id = ${sql.ref(postId)})`

/** Undefined when nothing is wanting. */
export async function readMissingApproval(db: Db, postId: string): Promise<ApprovalReason | undefined> {
  const row = await db
    .selectFrom('post as p')
    .select(missingApproval('p.id').as('missing'))
    .where('p.id', '=', postId)
    .executeTakeFirst()
  return row?.missing ?? undefined
}
