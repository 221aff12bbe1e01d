import { setTimeout as wait } from 'node:timers/promises'
import { finish } from '../../db/finish.ts'
import type { Core } from '../context.ts'
import { lockingLane, wakingLane } from '../deliveries/lane.ts'
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
    // asks the database for nothing meanwhile: it has the outcomes to write down
    if (head.kind === 'wire_first') await wait(head.ms, undefined, { signal: stopping }).catch(() => undefined)
    else await send(core, batches, head.delivery, head)
  }
  await core.db.transaction().execute((tx) => finish(tx, [lockingLane(tx, accountId), wakingLane(tx, accountId)]))
}
