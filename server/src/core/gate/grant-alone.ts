import { alone } from '../../lib/batch.ts'
import { newId } from '../../lib/ids.ts'
import type { Core } from '../context.ts'
import { giveBack } from './give-back.ts'
import { grant, type Grant, type Request } from './grant.ts'

/**
 * One permit by itself: waits for the lane.
 * @param failed a transaction that tried to grant it has failed
 */
export async function grantAlone(core: Core, asked: Request, failed: boolean): Promise<Grant> {
  if (failed) await giveBack(core, asked)
  const request = { ...asked, attemptId: newId() }
  try {
    const [answer = alone] = await grant(core, [request], 'wait')
    return answer === alone ? { kind: 'refused', why: 'account_gone' } : answer
  } catch (error) {
    await giveBack(core, request)
    throw error
  }
}
