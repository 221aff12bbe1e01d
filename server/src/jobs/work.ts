import { setTimeout as wait } from 'node:timers/promises'
import { announceEnds } from '../core/accounts/announce-ends.ts'
import { addDueChecks } from '../core/accounts/due-checks.ts'
import { expireApprovals } from '../core/approvals/expire.ts'
import type { Core } from '../core/context.ts'
import { isMuted, mute } from '../core/gate/mute.ts'
import { sweep } from '../core/gate/sweep.ts'
import { enterAnew, enterWorker, leaveWorker, noteMuted, touchWorker } from '../core/gate/worker.ts'
import { addLooks } from '../core/halts/look-again.ts'
import { wakeRecalls } from '../core/halts/recall.ts'
import { noteSilence } from '../core/halts/silence.ts'
import { wakeImports } from '../core/imports/start.ts'
import { sweepFiles } from '../core/media/sweep.ts'
import { openFollowers, type Followers } from '../core/news/followers.ts'
import { forgetOld } from '../core/notifications/forget.ts'
import { notify } from '../core/notifications/notify.ts'
import { addDueResults } from '../core/results/due.ts'
import { addDueSeries } from '../core/series/extend.ts'
import type { Database } from '../db/pool.ts'
import { keepRunner, type KeptRunner } from './runner.ts'
import { tasks } from './tasks.ts'

export interface Work {
  /** Ends after what is on the wire has its outcome. */
  stop(): Promise<void>
  /** Sends nothing any more, at once and for good; what is on the wire is still settled and looked up. */
  mute(): Promise<void>
}

const roundEvery = 5000

/** Runs the background tasks in this process until it is stopped. `lanes` is how many accounts are served at once. */
export async function startWork(core: Core, database: Database, lanes: number): Promise<Work> {
  await enterWorker(core.db, core.workerId)
  const stopping = new AbortController()
  const { run_lane: speech, ...care } = tasks(core, stopping.signal)
  const withSpeech = speech === undefined ? care : { ...care, run_lane: speech }
  let runner: KeptRunner | undefined = await keepRunner(core, database, lanes, isMuted() ? care : withSpeech)
  let changing: Promise<void> | undefined

  /** Lanes are left to other processes; looking up goes on here. */
  async function stopSpeech(onWire: number): Promise<void> {
    await noteMuted(core, onWire).catch((err: unknown) => core.log.warn({ err }, 'muted, and could not write it down'))
    const speaking = runner
    runner = undefined
    await speaking?.stop()
    if (!stopping.signal.aborted) runner = await keepRunner(core, database, lanes, care)
  }
  function hush(): Promise<void> {
    const onWire = mute()
    changing ??= stopSpeech(onWire)
    return changing
  }
  const followers = openFollowers(core)
  const rounds = goRound(core, followers, stopping.signal)
  return {
    mute: hush,
    async stop() {
      stopping.abort()
      await rounds
      await followers.stop()
      await changing
      await runner?.stop()
      await leaveWorker(core.db, core.workerId)
    },
  }
}

/** Every few seconds: a sign of life, a look for what dead processes left, and whether a stop is silent by now. */
async function goRound(core: Core, followers: Followers, stopping: AbortSignal): Promise<void> {
  async function showLife(): Promise<void> {
    const { declaredGone } = await touchWorker(core.db, core.workerId)
    if (declaredGone) await enterAnew(core)
  }
  const steps = [
    showLife,
    () => sweep(core),
    () => addLooks(core.db),
    async () => void (await noteSilence(core)),
    () => wakeRecalls(core),
    () => addDueChecks(core),
    () => announceEnds(core),
    () => addDueSeries(core.db),
    () => expireApprovals(core),
    () => notify(core),
    () => forgetOld(core),
    () => wakeImports(core),
    () => addDueResults(core),
    () => followers.round(),
    () => sweepFiles(core),
  ]
  while (!stopping.aborted) {
    for (const step of steps) {
      // one that fails keeps none of the others from their work
      await step().catch((err: unknown) =>
        core.log.warn({ err }, 'a round of the sweep failed; the next one tries again'),
      )
    }
    await wait(roundEvery, undefined, { signal: stopping }).catch(() => undefined)
  }
}
