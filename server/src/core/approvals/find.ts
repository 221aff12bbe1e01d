import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Approval, Role } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/** Who looks at an approval, or acts on it. */
export interface By {
  readonly personId: string
  readonly role: Role
}

/** A role can be asked; those above it may answer for it. */
const rank: Partial<Record<Role, number>> = { editor: 1, admin: 2, owner: 3 }

/** Who was asked, except who asks: nobody approves for themselves. */
export function mayDecide(
  approval: Pick<Approval, 'askedBy' | 'ofRole' | 'ofPerson'>,
  { personId, role }: By,
): boolean {
  if (personId === approval.askedBy) return false
  if (approval.ofRole === null) return approval.ofPerson === personId
  return (rank[role] ?? 0) >= (rank[approval.ofRole] ?? 4)
}

export async function currentApproval(db: Db, postId: string): Promise<Approval | undefined> {
  return db
    .selectFrom('approval')
    .selectAll()
    .where('postId', '=', postId)
    .where('current', '=', true)
    .executeTakeFirst()
}

/**
 * The question that is open on a post, whose row the caller has locked.
 * @throws APPROVAL_CLOSED when there is none, or its time has passed
 */
export async function takeOpen(tx: Tx, postId: string): Promise<Approval> {
  const open = await tx
    .selectFrom('approval')
    .selectAll()
    .where('postId', '=', postId)
    .where('current', '=', true)
    .where('state', '=', 'asked')
    .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  if (open === undefined) throw errors.approvalClosed()
  return open
}
