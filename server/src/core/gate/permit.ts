import type { CarePermit, Permit, SpeechPermit } from '../../connectors/contract.ts'
import type { Clock } from '../../lib/clock.ts'
import { isMuted } from './mute.ts'

type Why = 'expired' | 'spent' | 'muted'

const sentences: Record<Why, string> = {
  expired: 'The permit’s deadline has passed',
  spent: 'The permit was spent already',
  muted: 'This process was told to send nothing any more',
}

/** A permit that may not be used: its deadline has passed, it was spent, or its process was muted. Nothing was sent. */
export class PermitError extends Error {
  readonly why: Why
  constructor(why: Why) {
    super(sentences[why])
    this.name = 'PermitError'
    this.why = why
  }
}

/** How long after the start of its transaction a permit may be spent, in ms. */
export const permitLifetime = 2000

function makePermit(purpose: 'speech' | 'care', attemptId: string, clock: Clock, deadline: number) {
  let spent = false
  return {
    purpose,
    attemptId,
    spend() {
      if (spent) throw new PermitError('spent')
      if (purpose === 'speech' && isMuted()) throw new PermitError('muted')
      if (clock.monotonic() >= deadline) throw new PermitError('expired')
      spent = true
    },
  }
}

/**
 * The one place where a permit to speak is made: after its transaction committed.
 * @param before monotonic time read before that transaction began, ms
 */
export function speechPermit(attemptId: string, clock: Clock, before: number): SpeechPermit {
  return makePermit('speech', attemptId, clock, before + permitLifetime) as unknown as SpeechPermit
}

/** Leave to take something down. A halt stops speech, not care (I12): no halt is asked. */
export function carePermit(attemptId: string, clock: Clock): CarePermit {
  return makePermit('care', attemptId, clock, clock.monotonic() + 30_000) as unknown as CarePermit satisfies Permit
}
