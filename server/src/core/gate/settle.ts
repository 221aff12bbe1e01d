import { sql } from 'kysely'
import type { PublishOutcome } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { expireCredentials } from '../accounts/credentials.ts'
import { markNeedsSignIn, markRestricted, markWorking, pauseAccount } from '../accounts/health.ts'
import { type Core, transact } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { lookUpAt } from '../deliveries/look-up-job.ts'
import { move } from '../deliveries/move.ts'
import { resumeRest } from '../deliveries/thread.ts'
import { errors } from '../errors.ts'
import { gate } from './actor.ts'
import { backoff } from './backoff.ts'
import type { Batches } from './batches.ts'
import { publishedAs } from './settle-published.ts'

/** A try that holds, or held, a delivery. */
export interface Attempt {
  readonly sent: Delivery
  readonly attemptId: string
}

/**
 * Writes what came of an attempt. Only the attempt that holds the delivery may (`attempt_id`); one that was given up meanwhile as
 * unconfirmed may still bring its answer, as long as no later attempt was made and no person has decided: then it only says so.
 */
export async function settle(
  core: Core,
  batches: Batches,
  { sent, attemptId }: Attempt,
  outcome: PublishOutcome,
): Promise<void> {
  if (outcome.kind === 'published') {
    const health = await batches.settlePublished({ sent, attemptId, post: outcome.post })
    if (health === 'ok') return
    if (health !== undefined) return recover(core, sent.accountId)
  }
  await transact(core, async (tx) => {
    await lockLane(tx, sent.accountId)
    const delivery = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', sent.id)
      .where('attemptId', '=', attemptId)
      .where('state', 'in', ['sending', 'unconfirmed'])
      .executeTakeFirst()
    const detail = 'detail' in outcome ? outcome.detail : null
    await tx
      .updateTable('attempt')
      .set({
        outcome: outcome.kind,
        detail,
        settledAt: new Date(),
        reported: true,
        // its own word is the last one; of an answer that was lost, a look-up has it
        ...(outcome.kind === 'unknown' ? {} : { resolvedAt: sql<Date>`coalesce(resolved_at, clock_timestamp())` }),
      })
      .where('id', '=', attemptId)
      .execute()
    if (delivery === undefined) {
      core.log.warn(
        { deliveryId: sent.id, attemptId, outcome: outcome.kind },
        'an attempt came back to a delivery it lost',
      )
      return
    }
    await apply(tx, core, delivery, outcome)
  })
}

/** The network has just done what was asked of an account that was thought ill. */
async function recover(core: Core, accountId: string): Promise<void> {
  await transact(core, async (tx) => {
    await lockLane(tx, accountId)
    await markWorking(tx, accountId)
  })
}

async function apply(tx: Tx, core: Core, delivery: Delivery, outcome: PublishOutcome): Promise<void> {
  const common = { actor: gate, audit: { attempt: delivery.attemptId } }
  switch (outcome.kind) {
    case 'published': {
      await move(tx, delivery, publishedAs(outcome.post, delivery.attemptId, delivery.kind))
      await resumeRest(tx, delivery, gate)
      await wakeLane(tx, delivery.accountId)
      await markWorking(tx, delivery.accountId)
      return
    }
    case 'rejected': {
      // the key is ours alone: what stands under it is an earlier try of this delivery, which the look-up will find
      if (outcome.reason === 'key_taken' && delivery.state === 'sending') {
        await becomeUnconfirmed(tx, delivery, 'key_taken', outcome.detail)
        return
      }
      const why = { reason: outcome.reason, detail: outcome.detail }
      await move(tx, delivery, { ...common, to: 'failed', action: 'failed', ...why })
      if (outcome.reason === 'account_restricted') await markRestricted(tx, delivery.accountId, outcome.detail)
      return
    }
    case 'later': {
      const retryAt = outcome.retryAt ?? backoff(core.clock.wall(), delivery.attempts, outcome.reason)
      if (outcome.reason === 'rate_limited') await pauseAccount(tx, delivery.accountId, retryAt)
      if (outcome.reason === 'sign_in_expired') await expireCredentials(tx, delivery.accountId)
      const why = { reason: outcome.reason, detail: outcome.detail }
      await move(tx, delivery, { ...common, to: 'scheduled', action: 'postponed', ...why, set: { nextTryAt: retryAt } })
      await resumeRest(tx, delivery, gate)
      return
    }
    case 'sign_in': {
      await markNeedsSignIn(tx, delivery.accountId, gate, outcome.detail)
      const why = { reason: 'account_needs_sign_in', detail: outcome.detail }
      await move(tx, delivery, { ...common, to: 'held', action: 'held', ...why })
      return
    }
    case 'unknown': {
      // a late "unknown" of an attempt given up already says nothing new
      if (delivery.state === 'unconfirmed') return
      await becomeUnconfirmed(tx, delivery, 'no_answer', outcome.detail)
      return
    }
  }
}

/** The request may have left and nothing is known: it is looked up, never sent again blindly. */
export async function becomeUnconfirmed(tx: Tx, delivery: Delivery, reason: string, detail: string): Promise<void> {
  if (delivery.state !== 'sending') throw errors.lostClaim(undefined, {}, { deliveryId: delivery.id })
  const nextTryAt = await lookUpAt(tx, delivery.id, 0)
  const audit = { attempt: delivery.attemptId }
  await move(tx, delivery, {
    to: 'unconfirmed',
    actor: gate,
    action: 'unconfirmed',
    reason,
    detail,
    set: { nextTryAt },
    audit,
  })
}
