import { declareGone } from '../../core/gate/gone.ts'
import { noteSilence } from '../../core/halts/silence.ts'
import { readActive } from '../../core/halts/view.ts'
import { readWire } from '../../core/halts/wire.ts'
import { openProduct } from '../open.ts'
import { terminal } from './actor.ts'
import { haltTable, wireTable } from './show.ts'

const someActive = 2

/** `halts`: the active stops, and what those that are not silent wait for. Exit code 2 when there is one. */
export async function haltsCommand(): Promise<number> {
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    const { core } = opened
    await noteSilence(core)
    const active = await readActive(core.urgent)
    if (active.length === 0) {
      console.log('Nothing is stopped.')
      return 0
    }
    console.log(haltTable(active))
    for (const halt of active.filter(({ silentAt }) => silentAt === null)) {
      console.log(
        `\n${halt.id} is not silent yet:\n${wireTable(await readWire(core.urgent, halt.id, halt.workspaceId))}`,
      )
    }
    return someActive
  } finally {
    await opened.close()
  }
}

/** `worker-gone`: the word of whoever knows the machines, for a worker that nothing is heard of. */
export async function workerGoneCommand(workerId: string, { reason }: { readonly reason?: string }): Promise<number> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(workerId))
    throw new Error('Name the worker by its id, as `vigie halts` shows it.')
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    await declareGone(opened.core, { workerId, actor: terminal(), ...(reason === undefined ? {} : { reason }) })
    console.log('Written down. What it left is looked for on the networks; `vigie halts` shows how far that is.')
    return 0
  } finally {
    await opened.close()
  }
}
