import type { Connector, Outbound, SpeechPermit } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { alone } from '../../lib/batch.ts'
import { type Core, transact } from '../context.ts'
import type { Busy } from '../deliveries/lane.ts'
import type { Verdict } from './checks/check.ts'
import { checks } from './checks/index.ts'
import { judge } from './judge.ts'
import { keepIn } from './keep-in.ts'
import { letOut } from './let-out.ts'
import { speechPermit } from './permit.ts'
import { queuedBehind } from './queued-behind.ts'
import { type Scene, takeScenes } from './scenes.ts'

/** A delivery that was prepared and asks for its permit. */
export interface Request {
  readonly deliveryId: string
  readonly accountId: string
  readonly outbound: Outbound
  readonly connector: Connector
  /** Names the try, should it be granted. */
  readonly attemptId: string
}

export type Grant =
  | { readonly kind: 'granted'; readonly permit: SpeechPermit; readonly delivery: Delivery }
  /** Held, failed, waiting, or taken back meanwhile: nothing goes out now. */
  | { readonly kind: 'refused'; readonly why: string }

/** Why nothing is granted to a process that somebody declared gone. */
export const workerGone = 'worker_gone'

/**
 * The permits' transaction (design, section 4): the lanes first, then the checks, then under the shared halt lock the state `sending`
 * with attempts of their own. The permits exist only once this has committed.
 *
 * The halt lock comes last, with the commit behind it: what no halt covered when the checks looked is asked once more by the statement
 * that lets it out. So a stop waits for the database alone, never for a process that is busy, or frozen, between two statements.
 *
 * Deliveries of several lanes pass it together, each judged by itself. Where busy lanes are skipped, `alone` is the answer for a
 * delivery whose lane is locked: the others do not wait for it. When the transaction fails, nothing of any of them has left.
 */
export async function grant(core: Core, requests: readonly Request[], busy: Busy): Promise<(Grant | typeof alone)[]> {
  const before = core.clock.monotonic()
  const answers = await transact(core, async (tx) => {
    const scenes = await takeScenes(tx, onePerLane(requests), busy)
    const decisions: Decision[] = []
    for (const request of requests) decisions.push(await decide(core, tx, request, scenes.get(request)))
    const refused = decisions.filter(isRefused)
    await keepIn(tx, [...refused, ...(await queuedBehind(tx, refused))])
    const free = decisions.filter(isFree)
    const out = free.length === 0 ? nobody : await letOut(tx, core.workerId, free)
    const kept = out.workerGone ? workerGone : 'halted_meanwhile'
    return decisions.map((decision) => {
      if (decision === alone || typeof decision === 'string') return decision
      return decision.verdict?.reason ?? out.departed.get(decision.attemptId) ?? kept
    })
  })
  return answers.map((answer) => {
    if (answer === alone) return alone
    if (typeof answer === 'string') return { kind: 'refused', why: answer }
    return { kind: 'granted', permit: speechPermit(answer.attemptId, core.clock, before), delivery: answer.delivery }
  })
}

const nobody = { departed: new Map<string, never>(), workerGone: false }

type Judged<V> = { readonly delivery: Delivery; readonly attemptId: string; readonly verdict: V }
type Decision = Judged<Verdict | undefined> | 'no_longer_next' | 'changed_meanwhile' | typeof alone

const isRefused = (decision: Decision): decision is Judged<Verdict> =>
  typeof decision === 'object' && decision.verdict !== undefined
const isFree = (decision: Decision): decision is Judged<undefined> =>
  typeof decision === 'object' && decision.verdict === undefined

/** Two runners of one lane may meet here: the second one comes alone, when the first is through. */
function onePerLane(requests: readonly Request[]): Request[] {
  const firsts = new Map<string, Request>()
  for (const request of requests) if (!firsts.has(request.accountId)) firsts.set(request.accountId, request)
  return [...firsts.values()]
}

async function decide(core: Core, tx: Tx, request: Request, scene: Scene | undefined): Promise<Decision> {
  if (scene === undefined) return alone
  const { next, ...surroundings } = scene
  if (next === undefined) return 'no_longer_next'
  const { delivery, missingApproval, database, answers } = next
  const { outbound, connector, attemptId } = request
  // the outbound was prepared before the lock: another one is not what was judged
  if (delivery.key !== outbound.key) return 'changed_meanwhile'
  const now = { database, trusted: core.clock.trusted() }
  const subject = { ...surroundings, missingApproval, delivery, answers, outbound, connector, now }
  const verdict = await judge(tx, checks, subject, core.log)
  return { delivery, attemptId, verdict }
}
