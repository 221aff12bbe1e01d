import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
import { errors } from '../errors.ts'
import { inScope } from './scope.ts'

/** Counts of deliveries stop here: what is on every page must not take longer the more there is. */
const countedTo = 10_000

export interface HaltException {
  readonly id: string
  readonly workspaceId: string | null
  readonly network: string | null
  readonly accountId: string | null
  readonly campaignId: string | null
  readonly reason: string | null
  readonly at: string
}

export interface HaltView extends Halt {
  readonly workspaceName: string | null
  readonly accountName: string | null
  readonly campaignName: string | null
  readonly onWire: number
  readonly unresolved: number
  readonly held: number
  readonly out: number
  readonly exceptions: readonly HaltException[]
}

interface Which {
  readonly id?: string
  readonly ids?: readonly string[]
  readonly active?: boolean
  readonly limit?: number
}

/**
 * Halts as a workspace sees them, newest first: its own and the installation's, and of those only what concerns it (I11). Null: as who
 * owns the installation sees those of the whole of it.
 */
export async function readHalts(db: Db, workspaceId: string | null, which: Which = {}): Promise<HaltView[]> {
  const here = workspaceId === null ? sql<boolean>`true` : sql<boolean>`d.workspace_id = ${workspaceId}`
  const place = workspaceId === null ? sql<boolean>`true` : sql<boolean>`x.id = ${workspaceId}`
  const ofOthers =
    workspaceId === null
      ? sql<boolean>`false`
      : sql<boolean>`(coalesce(e.workspace_id, ${workspaceId}) <> ${workspaceId}
          or exists (select from account o where o.id = e.account_id and o.workspace_id <> ${workspaceId})
          or exists (select from campaign o where o.id = e.campaign_id and o.workspace_id <> ${workspaceId}))`
  const noted = sql`from halt_attempt ha join attempt t on t.id = ha.attempt_id join delivery d on d.id = t.delivery_id
    where ha.halt_id = h.id and ${here}`
  // by workspace, then within it by the index of a state: what is scheduled, and the long past, are never read
  const counted = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`(select count(*)::int from (
    select from workspace x cross join lateral (select from delivery d where d.workspace_id = x.id and ${condition} and ${inScope}
      limit ${sql.lit(countedTo)}) found where ${place} limit ${sql.lit(countedTo)}) bounded)`
  let select = db
    .selectFrom('halt as h')
    .leftJoin('workspace as k', 'k.id', 'h.workspaceId')
    .leftJoin('account as a', 'a.id', 'h.accountId')
    .leftJoin('campaign as c', 'c.id', 'h.campaignId')
    .selectAll('h')
    .select([
      'k.name as workspaceName',
      'a.handle as accountName',
      'c.name as campaignName',
      sql<number>`(select count(*)::int ${noted})`.as('onWire'),
      sql<number>`(select count(*)::int ${noted} and t.resolved_at is null)`.as('unresolved'),
      counted(sql`d.state = 'held' and d.reason = 'halted'`).as('held'),
      counted(sql`d.state = 'published' and d.sent_at >= h.sealed_at - interval '60 minutes'
        and d.sent_at < coalesce(h.lifted_at, 'infinity')`).as('out'),
      sql<HaltException[]>`coalesce((select json_agg(json_build_object('id', e.id, 'workspaceId', e.workspace_id,
        'network', e.network, 'accountId', e.account_id, 'campaignId', e.campaign_id, 'reason', e.reason,
        'at', e.excepted_at) order by e.excepted_at) from halt_exception e where e.halt_id = h.id and not ${ofOthers}), '[]')`.as(
        'exceptions',
      ),
    ])
  select =
    workspaceId === null
      ? select.where('h.workspaceId', 'is', null)
      : select.where((eb) => eb.or([eb('h.workspaceId', '=', workspaceId), eb('h.workspaceId', 'is', null)]))
  if (workspaceId !== null) {
    // what was over before the workspace was there is not its history
    select = select.where(
      sql<boolean>`coalesce(h.lifted_at, 'infinity') >= (select created_at from workspace where id = ${workspaceId})`,
    )
  }
  if (which.id !== undefined) select = select.where('h.id', '=', which.id)
  if (which.ids !== undefined) select = select.where('h.id', 'in', [...which.ids])
  if (which.active === true) select = select.where('h.liftedAt', 'is', null)
  if (which.active === true && workspaceId !== null) {
    // the workspace as a whole was let out of it
    select = select.where(
      sql<boolean>`not exists (select from halt_exception e where e.halt_id = h.id and e.workspace_id = ${workspaceId}
        and num_nonnulls(e.network, e.account_id, e.campaign_id) = 0)`,
    )
  }
  return select
    .orderBy('h.sealedAt', 'desc')
    .orderBy('h.id', 'desc')
    .limit(which.limit ?? 100)
    .execute()
}

/** @throws NOT_FOUND, also for a halt of another workspace (I11) */
export async function findHalt(db: Db, workspaceId: string | null, id: string): Promise<HaltView> {
  const found = (await readHalts(db, workspaceId, { id }))[0]
  if (found === undefined) throw errors.notFound()
  return found
}

/** Every active halt, of the installation and of each workspace, for who runs the machine. */
export async function readActive(db: Db): Promise<HaltView[]> {
  const rows = await db.selectFrom('halt').select(['id', 'workspaceId']).where('liftedAt', 'is', null).execute()
  const places = new Set(rows.map(({ workspaceId }) => workspaceId))
  const found = await Promise.all(
    [...places].map(async (workspaceId) => {
      const ids = rows.filter((row) => row.workspaceId === workspaceId).map(({ id }) => id)
      return readHalts(db, workspaceId, { ids })
    }),
  )
  return found.flat().toSorted((one, other) => other.sealedAt.getTime() - one.sealedAt.getTime())
}
