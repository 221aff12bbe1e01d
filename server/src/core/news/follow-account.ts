import { setTimeout as wait } from 'node:timers/promises'
import type { FollowOutcome, Network, News } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { askNetwork } from '../accounts/ask-network.ts'
import { checkAccount } from '../accounts/check.ts'
import { findAccountById } from '../accounts/find.ts'
import { systemActor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { catchUp } from './catch-up.ts'
import { note, type LeftOff } from './hold.ts'
import { takeNews } from './take.ts'

const minute = 60_000
/** Where nothing is told, one asks this often. */
const askEvery = minute
/** A stream that lives and says nothing may have been forgotten: a new one is opened, and what happened is asked for. */
const streamFor = 30 * minute
/** A server that has no streams may get them. */
const streamsAgainAfter = 60 * minute

interface Turn {
  /** Before the next one, in ms; undefined: ever longer, while it goes wrong. */
  readonly pause?: number
}

/** What one process remembers of an account while it follows it. */
interface Memory {
  /** Until when its server is taken to have no streams, in ms of the steady clock. */
  withoutStreams: number
}

/** Follows the news of one account until it is ended or cannot go on. @returns why it ended */
export async function followAccount(
  core: Core,
  holder: string,
  accountId: string,
  signal: AbortSignal,
): Promise<LeftOff> {
  const memory: Memory = { withoutStreams: 0 }
  for (let failures = 0; !signal.aborted;) {
    const account = await findAccountById(core.db, accountId)
    const turn = await takeTurn(core, holder, account, { memory, signal })
    if ('state' in turn) return turn
    failures = turn.pause === undefined ? failures + 1 : 0
    await wait(turn.pause ?? everLonger(failures), undefined, { signal }).catch(() => undefined)
  }
  return { state: 'waiting' }
}

/** Seconds at first, five minutes at last; not all at the same instant. */
const everLonger = (failures: number): number =>
  Math.min(5 * minute, 1000 * 2 ** Math.min(failures - 1, 10)) * (0.5 + Math.random() / 2)

interface Following {
  readonly memory: Memory
  readonly signal: AbortSignal
}

/** Asks for what happened; then is told, until the stream is over, or asks again in a while. */
async function takeTurn(
  core: Core,
  holder: string,
  account: Account,
  { memory, signal }: Following,
): Promise<Turn | LeftOff> {
  const caught = await catchUp(core, holder, account, signal)
  if (caught === undefined) return { pause: 0 }
  if (caught.kind !== 'read') {
    core.log.debug({ accountId: account.id, outcome: caught.kind, detail: caught.detail }, 'no news could be read')
    if (caught.kind === 'later') return untilThen(core, caught)
    if (caught.kind === 'not_allowed')
      return { state: 'not_allowed', detail: caught.detail, nextTryAt: inMinutes(core, 6 * 60) }
    await stillSignedIn(core, account)
    return { state: 'waiting', nextTryAt: inMinutes(core, 10) }
  }
  const { monotonic } = core.clock
  if (core.connectors[account.network as Network].follow === undefined || monotonic() < memory.withoutStreams) {
    await note(core.db, holder, account.id, { state: 'asked' })
    return { pause: askEvery }
  }
  const began = monotonic()
  const over = await listen(core, holder, account, signal)
  core.log.debug({ accountId: account.id, outcome: over.kind, detail: over.detail }, 'a stream of news is over')
  if (over.kind === 'later') return untilThen(core, over)
  if (over.kind === 'ended') return monotonic() - began > minute ? { pause: 0 } : {}
  // what streams may be another program, with its own idea of a sign-in that is good for all else
  if (over.kind === 'sign_in' && !(await stillSignedIn(core, account)))
    return { state: 'waiting', nextTryAt: inMinutes(core, 10) }
  memory.withoutStreams = monotonic() + streamsAgainAfter
  return { pause: 0 }
}

/** One stream, from its opening to its end. */
async function listen(core: Core, holder: string, account: Account, signal: AbortSignal): Promise<FollowOutcome> {
  const follow = core.connectors[account.network as Network].follow
  if (follow === undefined) return { kind: 'unsupported', detail: 'This network tells nothing by itself' }
  let told: News[] = []
  let working: Promise<void> = Promise.resolve()
  let complete = false
  const then = (act: () => Promise<unknown>) => {
    working = working
      .then(act)
      .then(() => undefined)
      .catch((err: unknown) => core.log.warn({ err, accountId: account.id }, 'news could not be taken'))
  }
  const lookBack = async () => {
    complete = (await catchUp(core, holder, account, signal))?.kind === 'read'
  }
  /** What was told while something else was done is taken together. */
  const takeTold = async () => {
    const items = told
    told = []
    const last = items.at(-1)
    if (last === undefined) return
    await takeNews(core, account, items)
    // nothing is passed over that was not taken: where the look at the opening failed, it is done now
    if (complete) await note(core.db, holder, account.id, { seenUpTo: last.at })
    else await lookBack()
  }
  const over = await askNetwork(core, account, (credentials) =>
    follow(credentials, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(streamFor)]),
      onOpen() {
        then(() => note(core.db, holder, account.id, { state: 'told' }))
        // what happened between the last look and now
        then(lookBack)
      },
      onNews(news) {
        told.push(news)
        if (told.length === 1) then(takeTold)
      },
    }),
  )
  await working
  return over
}

function untilThen(core: Core, { retryAt }: { readonly retryAt?: Date }): Turn {
  if (retryAt === undefined) return {}
  return { pause: Math.min(Math.max(1000, retryAt.getTime() - core.clock.wall().getTime()), 15 * minute) }
}

/** Whether a sign-in is over is found out and written down where it always is. */
const stillSignedIn = async (core: Core, account: Account): Promise<boolean> =>
  (await checkAccount(core, account, systemActor('news'))).health === 'ok'

const inMinutes = (core: Core, minutes: number): Date => new Date(core.clock.wall().getTime() + minutes * minute)
