import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/**
 * Posts that may still go out with it: drafts, those of which not everything is over, and those that a series is copied from.
 * @returns their ids
 */
export async function usesOf(db: Db, workspaceId: string, mediaId: string): Promise<string[]> {
  const used = JSON.stringify([{ media: [{ mediaId }] }])
  const inComment = JSON.stringify({ firstComment: { media: [{ mediaId }] } })
  const rows = await db
    .selectFrom('post as p')
    .select('p.id')
    .where('p.workspaceId', '=', workspaceId)
    .where('p.deletedAt', 'is', null)
    .where(
      sql<boolean>`(p.items @> ${used}::jsonb or p.options @> ${inComment}::jsonb or exists (
        select from variant v
        where v.post_id = p.id and (v.items @> ${used}::jsonb or v.options @> ${inComment}::jsonb)
      ))`,
    )
    .where(
      sql<boolean>`(not exists (select from delivery d where d.post_id = p.id and d.state in ('published', 'retracted'))
        or exists (
          select from delivery d
          where d.post_id = p.id and d.state in ('scheduled', 'sending', 'held', 'failed', 'unconfirmed')
        )
        or exists (
          select from series s
          where s.ended_at is null and s.look_at is not null
            and (s.post_id = p.id or exists (select from occurrence o where o.series_id = s.id and o.post_id = p.id))
        ))`,
    )
    .execute()
  return rows.map(({ id }) => id)
}
