import { sql } from 'kysely'
import type { Network } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { withPost, type DeliveryWithPost } from '../deliveries/read.ts'
import { inScopeOf } from './covering.ts'
import { findHaltHere } from './find.ts'

interface Recall {
  /** Null while it is under way; `detail` then says what the last try met. */
  readonly outcome: 'removed' | 'failed' | null
  readonly detail: string | null
  readonly askedBy: string
  readonly askedAt: string
  readonly doneAt: string | null
}

export interface OutDelivery extends DeliveryWithPost {
  readonly recall: Recall | null
  /** It went out during the stop by leave: what takes everything back leaves it alone. */
  readonly statement: boolean
  readonly canRecall: boolean
}

/** What went out within a halt's scope in the last minutes before it was sealed, and since, until it was lifted. */
export function outOf(db: Db, workspaceId: string, halt: Halt, minutes: number) {
  return (
    withPost(db)
      .where('d.workspaceId', '=', workspaceId)
      // literals: the index of what is out serves kept plans too
      .where(sql<boolean>`d.state in ('published', 'retracted')`)
      .where(sql<boolean>`d.sent_at >= ${halt.sealedAt}::timestamptz - make_interval(mins => ${minutes})`)
      .where(sql<boolean>`d.sent_at < coalesce(${halt.liftedAt}::timestamptz, 'infinity')`)
      .where(inScopeOf(halt.id))
  )
}

/** True for a delivery that passed a halt by leave. */
export const isStatement = sql<boolean>`exists (select from attempt t where t.delivery_id = d.id and t.exemption_id is not null)`

/** What is out already, newest first, with what came of taking it back. @throws NOT_FOUND */
export async function listOut(
  core: Core,
  workspaceId: string,
  haltId: string,
  page: { readonly minutes: number; readonly limit: number },
): Promise<{ items: OutDelivery[]; total: number }> {
  const halt = await findHaltHere(core.db, workspaceId, haltId)
  const select = outOf(core.db, workspaceId, halt, page.minutes)
  const { total } = await select
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const rows = await select
    .leftJoin('haltRecall as r', (join) => join.onRef('r.deliveryId', '=', 'd.id').on('r.haltId', '=', halt.id))
    .select(isStatement.as('statement'))
    .select(
      sql<Recall | null>`case when r.delivery_id is not null then json_build_object('outcome', r.outcome, 'detail', r.detail,
        'askedBy', r.asked_by_name, 'askedAt', r.asked_at, 'doneAt', r.done_at) end`.as('recall'),
    )
    .orderBy('d.sentAt', 'desc')
    .orderBy('d.id', 'desc')
    .limit(page.limit)
    .execute()
  const items = rows.map((row) => {
    const deletes = core.connectors[row.network as Network].capabilities.delete
    return {
      ...row,
      canRecall: row.state === 'published' && row.remoteId !== null && deletes && !isUnderWay(row.recall),
    }
  })
  return { items, total }
}

const isUnderWay = (recall: Recall | null) => recall !== null && recall.outcome === null
