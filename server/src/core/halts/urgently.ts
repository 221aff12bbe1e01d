import type { Tx } from '../../db/pool.ts'
import { type Core, transact } from '../context.ts'
import { clearTheWay } from './unblock.ts'

let last: Promise<unknown> = Promise.resolve()

/** One after the other in a process: two that wait at once would leave no connection to look for what is in their way. */
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const turn = last.then(act)
  last = turn.catch(() => undefined)
  return turn
}

/**
 * A transaction that takes the halt lock, on the connections kept for the stop. What sits still in its way is ended, so that no
 * frozen process can hold it up.
 */
export async function urgently<T>(
  core: Pick<Core, 'urgent' | 'bell' | 'log'>,
  change: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTurn(async () => {
    const done = clearTheWay(core)
    try {
      return await transact({ db: core.urgent, bell: core.bell }, change)
    } finally {
      done()
    }
  })
}
