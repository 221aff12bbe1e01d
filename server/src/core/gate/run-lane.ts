import type { Core } from '../context.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import type { Batches } from './batches.ts'
import { isMuted } from './mute.ts'
import { send } from './send.ts'

/** One turn of a lane ends after this many deliveries, so that another account gets its turn. */
const perTurn = 50

/** Sends what is due for an account, one after the other, and sees to it that the lane runs again when the next one is. */
export async function runLane(core: Core, batches: Batches, accountId: string, stopping: AbortSignal): Promise<void> {
  for (let sent = 0; sent < perTurn && !stopping.aborted && !isMuted(); sent++) {
    const head = await batches.laneHead(accountId)
    // nothing to wake for: whoever schedules, and whoever ends what is on the wire, adds the job
    if (head.kind === 'empty' || head.kind === 'busy') return
    if (head.kind === 'wait') break
    await send(core, batches, head.delivery, head)
  }
  await core.db.transaction().execute(async (tx) => {
    await lockLane(tx, accountId)
    await wakeLane(tx, accountId)
  })
}
