import type { Network } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'

/** Of its allowance an account keeps at least this part for speaking. */
const keptForSpeech = 0.25

/** Until when the account's allowance is left to speech: nothing is read before. Undefined: there is enough of it. */
export function leftToSpeech(
  core: Pick<Core, 'clock' | 'connectors'>,
  { network, remoteId, pausedUntil }: Pick<Account, 'network' | 'remoteId' | 'pausedUntil'>,
): Date | undefined {
  const now = core.clock.wall()
  if (pausedUntil !== null && pausedUntil > now) return pausedUntil
  const { limit, remaining, resetsAt } = core.connectors[network as Network].rateState(remoteId)
  if (limit === undefined || remaining === undefined || resetsAt === undefined || resetsAt <= now) return undefined
  return remaining < limit * keptForSpeech ? resetsAt : undefined
}
