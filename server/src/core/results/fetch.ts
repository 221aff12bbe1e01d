import { sql } from 'kysely'
import type { Network, ResultsOutcome } from '../../connectors/contract.ts'
import { asRows } from '../../db/rows.ts'
import type { Delivery } from '../../db/schema.ts'
import { askNetwork } from '../accounts/ask-network.ts'
import { findAccountById } from '../accounts/find.ts'
import type { Core } from '../context.ts'
import { nextLook } from './rhythm.ts'

const hour = 3_600_000

/** Reads what became of an account's posts whose look is due, as many as the network takes at once. */
export async function fetchResults(core: Core, accountId: string, only?: readonly string[]): Promise<void> {
  const account = await findAccountById(core.db, accountId)
  const connector = core.connectors[account.network as Network]
  const { resultsAtOnce } = connector.capabilities
  let select = core.db
    .selectFrom('delivery')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('state', '=', sql.lit('published'))
    .where('remoteId', 'is not', null)
  select =
    only === undefined
      ? select.where('resultsAt', '<=', sql<Date>`clock_timestamp()`).orderBy('resultsAt')
      : select.where('id', 'in', [...only])
  const due = await select.limit(Math.max(resultsAtOnce, 1)).execute()
  if (due.length === 0) return forget(core, accountId)
  const ids = due.flatMap(({ remoteId }) => remoteId ?? [])
  const outcome = await askNetwork(
    core,
    account,
    async (credentials): Promise<ResultsOutcome> =>
      (await connector.results?.(credentials, ids, account.features)) ?? { kind: 'read', posts: [], gone: [] },
  )
  if (outcome.kind === 'read') return keep(core, due, outcome)
  const now = core.clock.wall().getTime()
  const retryAt = outcome.kind === 'later' ? (outcome.retryAt ?? new Date(now + hour / 4)) : new Date(now + 6 * hour)
  core.log.debug({ accountId, outcome: outcome.kind, detail: outcome.detail }, 'results could not be read now')
  await postpone(core, accountId, retryAt)
}

/** Keeps the latest numbers and a point of their history, and says when they are asked for next. */
async function keep(core: Core, due: readonly Delivery[], read: Extract<ResultsOutcome, { kind: 'read' }>) {
  const at = core.clock.wall()
  const gone = new Set(read.gone)
  const byId = new Map(read.posts.map((post) => [post.id, post]))
  const seen = due.flatMap(({ id, remoteId }) => {
    const post = byId.get(remoteId ?? '')
    if (post === undefined && !gone.has(remoteId ?? '')) return []
    const { likes = null, reposts = null, replies = null, quotes = null } = post ?? {}
    return [{ deliveryId: id, likes, reposts, replies, quotes, gone: post === undefined, seenAt: at }]
  })
  if (seen.length > 0) {
    const { rows } = await sql<{ workspaceId: string; postId: string }>`
      with before as (select * from delivery_result where delivery_id = any(${seen.map(({ deliveryId }) => deliveryId)}::uuid[])), after as (
      insert into delivery_result as r (delivery_id, likes, reposts, replies, quotes, gone, seen_at, history)
      select delivery_id, likes, reposts, replies, quotes, gone, seen_at, case when gone then '[]' else jsonb_build_array(
          jsonb_build_object('at', seen_at, 'likes', likes, 'reposts', reposts, 'replies', replies, 'quotes', quotes)) end
      from json_to_recordset(${asRows(seen)}::json) as n(delivery_id uuid, likes integer, reposts integer, replies integer,
        quotes integer, gone boolean, seen_at timestamptz)
      on conflict (delivery_id) do update set gone = excluded.gone, seen_at = excluded.seen_at,
        likes = case when excluded.gone then r.likes else excluded.likes end,
        reposts = case when excluded.gone then r.reposts else excluded.reposts end,
        replies = case when excluded.gone then r.replies else excluded.replies end,
        quotes = case when excluded.gone then r.quotes else excluded.quotes end,
        history = (select coalesce(jsonb_agg(point order by n), '[]') from (
          select point, n from jsonb_array_elements(r.history || excluded.history) with ordinality as p(point, n)
          order by n desc limit ${mostPoints}) latest)
      returning *)
      select distinct d.workspace_id, d.post_id from after join delivery d on d.id = after.delivery_id
      left join before on before.delivery_id = after.delivery_id
      where (before.likes, before.reposts, before.replies, before.quotes, before.gone)
        is distinct from (after.likes, after.reposts, after.replies, after.quotes, after.gone)`.execute(core.db)
    for (const { workspaceId, postId } of rows) core.bell.hint({ kind: 'results', workspaceId, postId })
  }
  for (const { id, sentAt } of due) {
    const resultsAt = sentAt === null ? null : nextLook(sentAt, at)
    await core.db.updateTable('delivery').set({ resultsAt }).where('id', '=', id).execute()
  }
}

/** A small history: enough for a line. */
const mostPoints = 60

async function postpone(core: Core, accountId: string, until: Date): Promise<void> {
  await core.db
    .updateTable('delivery')
    .set({ resultsAt: until })
    .where('accountId', '=', accountId)
    .where('resultsAt', '<=', until)
    .execute()
}

/** What is not public any more, or was never told where it is, has no results. */
async function forget(core: Core, accountId: string): Promise<void> {
  await core.db
    .updateTable('delivery')
    .set({ resultsAt: null })
    .where('accountId', '=', accountId)
    .where('resultsAt', '<=', sql<Date>`clock_timestamp()`)
    .execute()
}
