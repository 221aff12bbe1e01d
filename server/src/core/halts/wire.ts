import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** What has to happen before an attempt is resolved: its worker’s answer, a look-up, or word that its worker is gone. */
const waitingFor = sql<'answer' | 'look_up' | 'worker' | null>`case
  when t.resolved_at is not null then null
  when t.reported or w.gone_at is not null then 'look_up'
  when d.state = 'sending' and d.attempt_id = t.id then 'answer'
  else 'worker' end`

export type WireAttempt = Awaited<ReturnType<typeof readWire>>[number]

/** The attempts that were in flight when a halt was sealed, with what came of each. Null: of every workspace. */
export async function readWire(db: Db, haltId: string, workspaceId: string | null) {
  let select = db
    .selectFrom('haltAttempt as ha')
    .innerJoin('attempt as t', 't.id', 'ha.attemptId')
    .innerJoin('worker as w', 'w.id', 't.workerId')
    .innerJoin('delivery as d', 'd.id', 't.deliveryId')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select([
      't.id as attemptId',
      'd.id as deliveryId',
      'd.postId',
      'd.accountId',
      'a.network',
      'a.handle',
      'a.displayName',
      sql<string>`left(d.outbound->>'text', 200)`.as('text'),
      't.startedAt',
      sql<string | null>`coalesce(t.looked_up, t.outcome)`.as('outcome'),
      't.settledAt',
      't.resolvedAt',
      waitingFor.as('waitingFor'),
      'w.id as workerId',
      'w.host',
      'w.pid',
      'w.seenAt',
      'w.goneAt',
    ])
    .where('ha.haltId', '=', haltId)
  if (workspaceId !== null) select = select.where('d.workspaceId', '=', workspaceId)
  return select.orderBy('t.startedAt').orderBy('t.id').limit(1000).execute()
}
