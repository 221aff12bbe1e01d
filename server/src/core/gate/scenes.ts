import { sql } from 'kysely'
import type { Outbound } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { type ApprovalReason, missingApproval } from '../approvals/stand.ts'
import { type Busy, laneIsBusy, takeLanes } from '../deliveries/lane.ts'
import { answers, beforeColumns } from '../deliveries/thread.ts'
import { type Covering, coveringHalts } from '../halts/scope.ts'

/** What the checks need to know of one delivery. */
export interface Scene {
  readonly account: Account
  readonly graceMinutes: number
  readonly requireAltText: boolean
  /** The active emergency stops that cover the delivery, the oldest first. */
  readonly halts: readonly Covering[]
  /** Undefined: it is no longer this delivery's turn. */
  readonly next: Next | undefined
}

interface Next {
  readonly delivery: Delivery
  readonly missingApproval: ApprovalReason | null
  readonly answers: Outbound['inReplyTo']
  readonly database: Date
}

interface Asked {
  readonly deliveryId: string
  readonly accountId: string
}

/**
 * Locks the lanes, one delivery each, then reads everything the checks need: a statement sees what was committed before it began, so
 * all of it is as it is under the locks. One whose lane somebody else has locked, and is not waited for, has no scene.
 */
export async function takeScenes<T extends Asked>(tx: Tx, asked: readonly T[], busy: Busy): Promise<Map<T, Scene>> {
  const lanes = await takeLanes(
    tx,
    asked.map(({ accountId }) => accountId),
    busy,
  )
  if (lanes.size === 0) return new Map()
  const next = await readNext(tx, asked)
  // read once for all that pass the gate together; what is sealed from here on is seen by the statement that lets them out
  const halts = await coveringHalts(tx, [...next.keys()])
  return new Map(
    asked.flatMap((one) => {
      const lane = lanes.get(one.accountId)
      if (lane === undefined) return []
      const covering = halts.filter(({ deliveryId }) => deliveryId === one.deliveryId)
      return [[one, { ...lane, halts: covering, next: next.get(one.deliveryId) }] as const]
    }),
  )
}

async function readNext(tx: Tx, asked: readonly Asked[]): Promise<Map<string, Next>> {
  const ids = asked.map(({ deliveryId }) => deliveryId)
  const rows = await tx
    .selectFrom('delivery as d')
    .leftJoin('delivery as b', 'b.id', 'd.afterId')
    .leftJoin('delivery as r', 'r.id', 'd.rootId')
    .selectAll('d')
    .select(beforeColumns)
    .select([sql<Date>`clock_timestamp()`.as('database'), missingApproval('d.postId').as('missingApproval')])
    .where(sql<boolean>`d.id = any(${ids}::uuid[])`)
    .where('d.state', '=', sql.lit('scheduled'))
    .where(sql<boolean>`not ${laneIsBusy('d.accountId')}`)
    .execute()
  return new Map(
    rows.map(({ database, missingApproval: missing, ...row }): [string, Next] => {
      const { beforeState, beforeId, beforeVersion, rootState, rootRemoteId, rootVersion, ...delivery } = row
      const before = { beforeState, beforeId, beforeVersion, rootState, rootRemoteId, rootVersion }
      return [delivery.id, { delivery, missingApproval: missing, database, answers: answers(delivery, before) }]
    }),
  )
}
