import { sql } from 'kysely'
import type { Connector, Outbound, SpeechPermit } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLane } from '../deliveries/lane.ts'
import { move } from '../deliveries/move.ts'
import { checks } from './checks/index.ts'
import { judge } from './judge.ts'
import { shareHaltLock } from './lock.ts'
import { permitLifetime, speechPermit } from './permit.ts'

/** The gate’s name in the record. */
export const gate = systemActor('gate')

export type Grant =
  | { readonly kind: 'granted'; readonly permit: SpeechPermit; readonly delivery: Delivery }
  /** Held, failed, waiting, or taken back meanwhile: nothing goes out now. */
  | { readonly kind: 'refused'; readonly why: string }

interface Scene {
  readonly delivery: Delivery
  readonly account: Account
  readonly graceMinutes: number
  readonly database: Date
}

/** Reads everything the checks need, after the locks. Undefined: no longer this lane's turn. */
async function readScene(tx: Tx, deliveryId: string): Promise<Scene | undefined> {
  const delivery = await tx
    .selectFrom('delivery as d')
    .selectAll('d')
    .where('d.id', '=', deliveryId)
    .where('d.state', '=', 'scheduled')
    .where(
      sql<boolean>`not exists (select from delivery o where o.account_id = d.account_id
        and (o.state = 'sending' or (o.state = 'unconfirmed' and o.next_try_at is not null)))`,
    )
    .forUpdate()
    .executeTakeFirst()
  if (delivery === undefined) return undefined
  const rest = await tx
    .selectFrom('account as a')
    .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
    .selectAll('a')
    .select(['w.graceMinutes', sql<Date>`clock_timestamp()`.as('database')])
    .where('a.id', '=', delivery.accountId)
    .executeTakeFirstOrThrow()
  const { graceMinutes, database, ...account } = rest
  return { delivery, account, graceMinutes, database }
}

/**
 * The permit's transaction (design, section 4): the shared halt lock first, then the checks, then the state `sending` with an
 * attempt of its own. The permit exists only once this has committed.
 */
export async function grant(
  core: Core,
  deliveryId: string,
  accountId: string,
  sending: { readonly outbound: Outbound; readonly connector: Connector },
): Promise<Grant> {
  const before = core.clock.monotonic()
  const attemptId = newId()
  const result = await transact(core, async (tx): Promise<Delivery | string> => {
    await shareHaltLock(tx)
    await lockLane(tx, accountId)
    const scene = await readScene(tx, deliveryId)
    if (scene === undefined) return 'no_longer_next'
    const { delivery, account, graceMinutes, database } = scene
    // the outbound was prepared before the lock: another one is not what was judged
    if (delivery.key !== sending.outbound.key) return 'changed_meanwhile'
    const now = { database, trusted: core.clock.trusted() }
    const verdict = await judge(tx, checks, { delivery, account, graceMinutes, now, ...sending }, core.log)
    if (verdict?.kind === 'wait') {
      await tx.updateTable('delivery').set({ nextTryAt: verdict.until }).where('id', '=', delivery.id).execute()
      return verdict.reason
    }
    if (verdict !== undefined) {
      const to = verdict.kind === 'hold' ? 'held' : 'failed'
      const why = { reason: verdict.reason, detail: verdict.detail ?? null }
      await move(tx, delivery, { to, actor: gate, action: to, ...why, set: { nextTryAt: null } })
      return verdict.reason
    }
    await tx
      .insertInto('attempt')
      .values({
        id: attemptId,
        deliveryId: delivery.id,
        workerId: core.workerId,
        sendBefore: sql<Date>`clock_timestamp() + make_interval(secs => ${permitLifetime / 1000})`,
      })
      .execute()
    return move(tx, delivery, {
      to: 'sending',
      actor: gate,
      action: 'permitted',
      set: { attemptId, attempts: delivery.attempts + 1, nextTryAt: null },
      audit: { attempt: attemptId },
    })
  })
  if (typeof result === 'string') return { kind: 'refused', why: result }
  return { kind: 'granted', permit: speechPermit(attemptId, core.clock, before), delivery: result }
}
