import { lift, type LiftPart } from '../../core/halts/lift.ts'
import { findHalt, readActive } from '../../core/halts/view.ts'
import { openProduct, type Opened } from '../open.ts'
import { terminal } from './actor.ts'
import { readScope, type ScopeOptions } from './scope.ts'
import { haltTable } from './show.ts'

export interface LiftOptions extends ScopeOptions {
  readonly all?: boolean
  readonly to?: string
  readonly reason?: string
}

/** The part that is let out, where one is named. */
async function readPart({ core }: Opened, options: LiftOptions): Promise<LiftPart | undefined> {
  const { workspace, network, account, campaign } = options
  if (workspace === undefined && network === undefined && account === undefined && campaign === undefined)
    return undefined
  const { workspaceId, ...narrow } = await readScope(core.urgent, options)
  // an account or a campaign is in one workspace anyway
  if (account !== undefined || campaign !== undefined || workspaceId === null) return narrow
  return { ...narrow, workspaceId }
}

function readTo(to: string | undefined): 'automation' | 'scheduled' | undefined {
  if (to === undefined || to === 'automation' || to === 'scheduled') return to
  throw new Error('--to is automation or scheduled.')
}

/** `lift`: lifts a stop, or a part of it, straight in the database. Nothing moves by it. */
export async function liftCommand(id: string | undefined, options: LiftOptions): Promise<number> {
  const to = readTo(options.to)
  if ((id === undefined) === (options.all !== true)) throw new Error('Name one stop by its id, or say --all.')
  const opened = await openProduct({ embedded: 'borrow' })
  try {
    const { core } = opened
    const active = await readActive(core.urgent)
    const chosen = options.all === true ? active : active.filter((halt) => halt.id === id)
    if (chosen.length === 0)
      throw new Error(id === undefined ? 'Nothing is stopped.' : `There is no active stop ${id}.`)
    const except = await readPart(opened, options)
    if (to !== undefined && except !== undefined)
      throw new Error('Lower the level or let a part out, not both at once.')
    const { reason } = options
    for (const { id: one, workspaceId } of chosen) {
      await lift(core, { id: one, workspaceId, to, except, reason, actor: terminal(), personId: null })
    }
    const left = await Promise.all(chosen.map((halt) => findHalt(core.urgent, halt.workspaceId, halt.id)))
    for (const halt of left) console.log(halt.liftedAt === null ? `CHANGED  ${halt.id}` : `LIFTED  ${halt.id}`)
    console.log('Nothing moves by itself: what is held waits for a decision in Vigie.')
    const still = await readActive(core.urgent)
    if (still.length > 0) console.log(`Still stopped:\n${haltTable(still)}`)
    return 0
  } finally {
    await opened.close()
  }
}
