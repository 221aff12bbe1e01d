import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '../../lib/ids.ts'
import type { Core } from '../context.ts'
import { followAccount } from './follow-account.ts'
import { holdOn, leaveOff, take, type LeftOff } from './hold.ts'

/** So many streams one process holds at once. */
const most = 500
/** So many are begun in one round, so that they do not all knock at one instant. */
const begunAtOnce = 20
/** How long the end of all of them is waited for, in ms. */
const patience = 1000

export interface Followers {
  /** Keeps what is held, and takes what nobody follows. Every few seconds. */
  round(): Promise<void>
  stop(): Promise<void>
}

interface Running {
  readonly stopping: AbortController
  readonly done: Promise<void>
}

/**
 * Follows the news of accounts, each in one process at a time. Reading alone: it goes on through every stop, and a process that
 * sends nothing any more follows all the same.
 */
export function openFollowers(core: Core): Followers {
  const holder = newId()
  const running = new Map<string, Running>()
  const networks = Object.values(core.connectors).flatMap(({ network, capabilities }) =>
    capabilities.news === 'none' ? [] : [network],
  )

  async function run(accountId: string, signal: AbortSignal): Promise<void> {
    let left: LeftOff = { state: 'waiting', nextTryAt: new Date(core.clock.wall().getTime() + 60_000) }
    try {
      left = await followAccount(core, holder, accountId, signal)
    } catch (err) {
      const level = signal.aborted ? 'debug' : 'warn'
      core.log[level]({ err, accountId }, 'the news of an account cannot be followed now')
    }
    running.delete(accountId)
    await leaveOff(core.db, holder, accountId, left).catch((err: unknown) =>
      core.log.debug({ err, accountId }, 'an account could not be given back: it is free in a moment'),
    )
  }

  return {
    async round() {
      const held = await holdOn(core.db, holder)
      for (const [accountId, { stopping }] of running) if (!held.has(accountId)) stopping.abort()
      const free = Math.min(begunAtOnce, most - running.size)
      for (const accountId of await take(core.db, holder, networks, free)) {
        const stopping = new AbortController()
        running.set(accountId, { stopping, done: run(accountId, stopping.signal) })
      }
    },
    async stop() {
      const all = [...running.values()]
      for (const { stopping } of all) stopping.abort()
      // a server that is slow to answer keeps nobody: its account is free in half a minute
      await Promise.race([Promise.all(all.map(({ done }) => done)), wait(patience, undefined, { ref: false })])
    },
  }
}
