import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** For who runs Vigie: whether something is stopped, whether that is silent, and which workers were told to be. */
export async function countStops(db: Db): Promise<{
  readonly active: number
  readonly notSilent: number
  readonly muted: readonly { readonly host: string; readonly pid: number }[]
}> {
  const halts = await db
    .selectFrom('halt')
    .select([
      sql<number>`count(*)::int`.as('active'),
      sql<number>`(count(*) filter (where silent_at is null))::int`.as('notSilent'),
    ])
    .where('liftedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const muted = await db
    .selectFrom('worker')
    .select(['host', 'pid'])
    .where('mutedAt', 'is not', null)
    .where('goneAt', 'is', null)
    .orderBy('startedAt')
    .execute()
  return { ...halts, muted }
}
