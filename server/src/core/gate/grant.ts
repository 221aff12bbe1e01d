import { sql } from 'kysely'
import type { Connector, Outbound, SpeechPermit } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeLane } from '../deliveries/lane.ts'
import { move, moving } from '../deliveries/move.ts'
import { errors } from '../errors.ts'
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

/** Locks the lane, then reads everything the checks need. Undefined: no longer this delivery's turn. */
async function takeScene(tx: Tx, accountId: string, deliveryId: string): Promise<Scene | undefined> {
  const lane = await takeLane(tx, accountId)
  const row = await tx
    .selectFrom('delivery as d')
    .selectAll('d')
    .select(sql<Date>`clock_timestamp()`.as('database'))
    .where('d.id', '=', deliveryId)
    .where('d.state', '=', 'scheduled')
    .where(
      sql<boolean>`not exists (select from delivery o where o.account_id = d.account_id
        and (o.state = 'sending' or (o.state = 'unconfirmed' and o.next_try_at is not null)))`,
    )
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { database, ...delivery } = row
  return { ...lane, delivery, database }
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
    const scene = await takeScene(tx, accountId, deliveryId)
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
    const granted = await moving(tx, delivery, {
      to: 'sending',
      actor: gate,
      action: 'permitted',
      set: { attemptId, attempts: delivery.attempts + 1, nextTryAt: null },
      audit: { attempt: attemptId },
    })
      .with('attempted', (qb) =>
        qb.insertInto('attempt').values({
          id: attemptId,
          deliveryId: delivery.id,
          workerId: core.workerId,
          sendBefore: sql<Date>`now() + make_interval(secs => ${permitLifetime / 1000})`,
        }),
      )
      .selectFrom('moved')
      .selectAll()
      .executeTakeFirst()
    // the lane is locked: nobody can have changed it
    if (granted === undefined) throw errors.lostClaim(undefined, {}, { deliveryId })
    return granted
  })
  if (typeof result === 'string') return { kind: 'refused', why: result }
  return { kind: 'granted', permit: speechPermit(attemptId, core.clock, before), delivery: result }
}
