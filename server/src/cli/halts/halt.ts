import { setTimeout as wait } from 'node:timers/promises'
import { networks } from '../../connectors/contract.ts'
import type { Core } from '../../core/context.ts'
import { buryWorkers } from '../../core/gate/gone.ts'
import { addLooks } from '../../core/halts/look-again.ts'
import { seal } from '../../core/halts/seal.ts'
import { noteSilence } from '../../core/halts/silence.ts'
import { findHalt } from '../../core/halts/view.ts'
import { readWire } from '../../core/halts/wire.ts'
import { haltLevels, type Halt, type HaltLevel } from '../../db/schema.ts'
import { DatabaseAway, openProduct } from '../open.ts'
import { terminal } from './actor.ts'
import { readScope, type ScopeOptions } from './scope.ts'
import { instant, wireTable } from './show.ts'

export interface HaltOptions extends ScopeOptions {
  readonly level: string
  readonly reason?: string
  readonly wait: string
}

/** Exit codes: what a script has to tell apart. */
const notSilentYet = 3

function readLevel(level: string): HaltLevel {
  const found = haltLevels.find((one) => one === level)
  if (found === undefined) throw new Error(`The level is one of: ${haltLevels.join(', ')}.`)
  return found
}

function readWait(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) throw new Error('--wait is a number of seconds.')
  return seconds * 1000
}

/** Waits for silence, and shows what is unresolved whenever that changes. @returns when it was, or undefined in time */
async function waitForSilence(core: Core, halt: Halt, patience: number): Promise<Date | undefined> {
  const deadline = performance.now() + patience
  let shown = ''
  for (let pause = 25; ; pause = Math.min(pause * 1.3, 1000)) {
    await noteSilence(core, [halt.id])
    const { silentAt } = await findHalt(core.urgent, halt.workspaceId, halt.id)
    if (silentAt !== null) return silentAt
    const open = wireTable(await readWire(core.urgent, halt.id, halt.workspaceId))
    // nothing is shown that has already gone while a person reads
    if (open !== shown && pause > 100) {
      console.log(`Not silent yet:\n${open}`)
      shown = open
    }
    if (performance.now() > deadline) {
      if (open !== shown) console.log(`Not silent yet:\n${open}`)
      return undefined
    }
    // where no process of Vigie runs that would see it
    await buryWorkers(core)
    await addLooks(core.db)
    await wait(pause)
  }
}

const withoutDatabase = `
Nothing was sealed. As long as the database is away nothing new leaves all the same: each permit is written there first.
What is on its way, and what would leave when it is back: kill -USR2 on every process of Vigie.`

/** `halt`: seals a stop straight in the database, whether the API runs or not, and waits for silence. */
export async function haltCommand(options: HaltOptions): Promise<number> {
  const level = readLevel(options.level)
  const patience = readWait(options.wait)
  if (options.network !== undefined && !networks.some((one) => one === options.network))
    throw new Error(`The network is one of: ${networks.join(', ')}.`)
  const opened = await openProduct({ embedded: 'borrow' }).catch((cause: unknown) => {
    throw cause instanceof DatabaseAway ? new Error(`${cause.message} ${withoutDatabase}`, { cause }) : cause
  })
  try {
    const { core } = opened
    const scope = await readScope(core.urgent, options)
    const { reason } = options
    const [halt] = await seal(core, { scopes: [scope], level, reason, actor: terminal(), personId: null })
    if (halt === undefined) throw new Error('The stop was not sealed.')
    console.log(`SEALED  ${instant(halt.sealedAt)}  ${halt.id}`)
    const silentAt = await waitForSilence(core, halt, patience)
    if (silentAt === undefined) {
      console.log('It is sealed: nothing new goes out. It is not silent yet; `vigie halts` shows how far it is.')
      return notSilentYet
    }
    console.log(`SILENT  ${instant(silentAt)}`)
    return 0
  } finally {
    await opened.close()
  }
}
