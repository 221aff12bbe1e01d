import { setTimeout as wait } from 'node:timers/promises'
import type { PublishOutcome } from '../../connectors/contract.ts'
import type { Core } from '../context.ts'
import type { Batches } from './batches.ts'
import { type Attempt, settle } from './settle.ts'

const longest = 5000

/**
 * Settles, and goes on trying while the database does not take it: only this process knows what came of its attempt. Should it end
 * before, the sweep finds the attempt and has it looked up.
 */
export async function settleFirmly(
  core: Core,
  batches: Batches,
  attempt: Attempt,
  outcome: PublishOutcome,
): Promise<void> {
  for (let pause = 100; ; pause = Math.min(pause * 2, longest)) {
    try {
      return await settle(core, batches, attempt, outcome)
    } catch (err) {
      core.log.error(
        { err, deliveryId: attempt.sent.id, attemptId: attempt.attemptId, outcome: outcome.kind },
        'an outcome could not be written; trying again',
      )
      await wait(pause)
    }
  }
}
