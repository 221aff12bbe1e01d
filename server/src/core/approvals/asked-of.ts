import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { mayDecide, type By } from './find.ts'
import { withNames, type ApprovalView } from './read.ts'

export interface AskedApproval extends ApprovalView {
  /** The words in question. */
  readonly text: string
  /** When the first of its deliveries goes out, or was to. */
  readonly dueAt: Date | null
}

/** What waits for the answer of this member, the most urgent first. */
export async function approvalsAskedOf(db: Db, workspaceId: string, by: By): Promise<AskedApproval[]> {
  const open = await withNames(db)
    .innerJoin('post as p', 'p.id', 'a.postId')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('delivery as x')
          .select((inner) => inner.fn.min('x.dueAt').as('dueAt'))
          .whereRef('x.postId', '=', 'p.id')
          .where('x.state', 'in', ['scheduled', 'held'])
          .as('first'),
      (join) => join.onTrue(),
    )
    .select([sql<string>`coalesce(p.items->0->>'text', '')`.as('text'), 'first.dueAt'])
    .where('a.workspaceId', '=', workspaceId)
    .where('a.current', '=', true)
    .where('a.state', '=', sql.lit('asked'))
    .where('a.expiresAt', '>', sql<Date>`clock_timestamp()`)
    .where('p.deletedAt', 'is', null)
    .orderBy(sql`least(a.expires_at, first.due_at)`)
    .orderBy('a.id')
    .limit(200)
    .execute()
  return open.filter((approval) => mayDecide(approval, by))
}
