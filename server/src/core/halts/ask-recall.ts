import { sql } from 'kysely'
import type { Network } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findHaltHere } from './find.ts'
import type { Refused } from './move-held.ts'
import { isStatement, outOf } from './out.ts'

/** Most of what is taken back by one request. */
const most = 2000

/**
 * Has what went out taken down from its network again: one job for each, so that one that fails stops no other. It is care, and goes
 * on during a halt (I12). Without ids: everything in scope that can be taken down and is not under way, except statements. Asked
 * again, what failed is tried again.
 * @throws NOT_FOUND for a halt that does not concern the workspace
 */
export async function askRecall(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly haltId: string
    readonly deliveryIds?: readonly string[]
    /** How long before the seal; ids are looked for in the whole of the day before it. */
    readonly minutes?: number
    readonly actor: Actor
  },
): Promise<{ asked: number; refused: Refused[] }> {
  const { workspaceId, haltId, deliveryIds, actor } = request
  const minutes = request.minutes ?? (deliveryIds === undefined ? 60 : 1440)
  return transact(core, async (tx) => {
    const halt = await findHaltHere(tx, workspaceId, haltId)
    let select = outOf(tx, workspaceId, halt, minutes).select(isStatement.as('statement'))
    if (deliveryIds !== undefined) select = select.where(inThreadOf(deliveryIds))
    const found = await select.orderBy('d.sentAt', 'desc').limit(most).execute()
    const wanted = deliveryIds === undefined ? found.filter((row) => !row.statement) : found
    const possible = wanted.filter(
      ({ state, remoteId, network }) =>
        state === 'published' && remoteId !== null && core.connectors[network as Network].capabilities.delete,
    )
    const asked = await noteAsked(tx, { haltId, ids: possible.map(({ id }) => id), actor })
    const entries = possible
      .filter(({ id }) => asked.includes(id))
      .map(({ id, postId }) => {
        const subject = { kind: 'delivery', id } as const
        return { workspaceId, action: 'delivery.recall_asked', actor, subject, postId, detail: { halt: haltId } }
      })
    if (entries.length > 0) await record(tx, ...entries)
    await addRecallJobs(tx, { haltId, deliveryIds: asked, tries: 0 }, 0)
    const refused = (deliveryIds ?? []).filter((id) => !possible.some((row) => row.id === id))
    return { asked: asked.length, refused: refused.map((id) => ({ id, code: refusalCode(found, id) })) }
  })
}

/** One of these deliveries, or what follows one in its thread: nothing is left hanging. */
const inThreadOf = (ids: readonly string[]) => sql<boolean>`(d.id = any(${ids}::uuid[]) or exists (
  select from delivery e where e.id = any(${ids}::uuid[])
  and coalesce(e.root_id, e.id) = d.root_id and e.position < d.position))`

const refusalCode = (found: readonly { readonly id: string }[], id: string) =>
  found.some((row) => row.id === id) ? errors.deliveryConflict.code : errors.notFound.code

/** Notes what was asked for and is not under way already. @returns the ids of those */
async function noteAsked(
  tx: Tx,
  { haltId, ids, actor }: { haltId: string; ids: readonly string[]; actor: Actor },
): Promise<string[]> {
  if (ids.length === 0) return []
  const asked = { askedBy: actor.id, askedByName: actor.name, askedAt: sql<Date>`clock_timestamp()` }
  const rows = await tx
    .insertInto('haltRecall')
    .values(ids.map((deliveryId) => ({ haltId, deliveryId, ...asked, outcome: null, detail: null })))
    .onConflict((conflict) =>
      conflict
        .columns(['haltId', 'deliveryId'])
        .doUpdateSet({ ...asked, outcome: null, detail: null, doneAt: null })
        .where('haltRecall.outcome', 'is not', null),
    )
    .returning('deliveryId')
    .execute()
  return rows.map(({ deliveryId }) => deliveryId)
}

export interface RecallJob {
  readonly haltId: string
  readonly deliveryId: string
  /** How often it was tried before. */
  readonly tries: number
}

/** The jobs that take some back; the same again only hurries them. */
export async function addRecallJobs(
  tx: Tx,
  some: { readonly haltId: string; readonly deliveryIds: readonly string[]; readonly tries: number },
  seconds: number,
): Promise<void> {
  const { haltId, deliveryIds, tries } = some
  // before everything else that waits: each second more people see it
  await sql`
    select graphile_worker.add_job('recall',
      json_build_object('haltId', ${haltId}::text, 'deliveryId', d.id::text, 'tries', ${tries}::int),
      job_key := 'recall:' || ${haltId} || ':' || d.id, priority := -10,
      run_at := clock_timestamp() + make_interval(secs => ${seconds}), max_attempts := 1000)
    from unnest(${deliveryIds}::uuid[]) as d(id)`.execute(tx)
}
