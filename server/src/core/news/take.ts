import { sql } from 'kysely'
import type { News } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { readResultsSoon } from '../results/soon.ts'

/**
 * What people did with what an account said: its numbers are read soon, and whoever looks at the post sees an answer within
 * seconds. Nothing of it is kept: to be told the same twice does no harm.
 */
export async function takeNews(core: Core, account: Account, items: readonly News[]): Promise<void> {
  const about = new Set(items.flatMap((one) => one.about ?? []))
  if (about.size === 0) return
  const met = await core.db
    .selectFrom('delivery')
    .select(['id', 'postId', 'remoteId'])
    .where('accountId', '=', account.id)
    .where('remoteId', 'in', [...about])
    .where('state', '=', sql.lit('published'))
    .execute()
  if (met.length === 0) return
  await readResultsSoon(
    core,
    met.map(({ id }) => id),
  )
  const answered = new Set(items.flatMap(({ kind, about: id }) => (kind === 'reply' && id !== undefined ? [id] : [])))
  const posts = new Set(met.filter(({ remoteId }) => answered.has(remoteId ?? '')).map(({ postId }) => postId))
  if (posts.size === 0) return
  await core.db
    .updateTable('delivery')
    .set({ newsAt: sql<Date>`clock_timestamp()` })
    .where('accountId', '=', account.id)
    .where('postId', 'in', [...posts])
    .execute()
  for (const postId of posts) core.bell.hint({ kind: 'conversation', workspaceId: account.workspaceId, postId })
}
