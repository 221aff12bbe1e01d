import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { VigieError } from '../../lib/errors.ts'
import { markNeedsSignIn } from '../accounts/health.ts'
import { record, type Actor, type Entry } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { takeDown } from '../gate/take-down.ts'
import { addRecallJobs, type RecallJob } from './ask-recall.ts'

/** Pauses before a removal that found no open ear is tried again, in seconds: to remove what is gone already does no harm. */
const pauses = [1, 3, 10, 30]

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly postId: string
  readonly state: string
  readonly askedBy: string | null
  readonly askedByName: string
}

/** Takes one delivery back, as its job. Every end is written where the halt shows it. */
export async function recall(core: Core, job: RecallJob): Promise<void> {
  const asked = await openRecall(core.db, job)
  if (asked === undefined) return
  const { haltId, deliveryId } = job
  const actor: Actor = {
    kind: asked.askedBy === null ? 'system' : 'person',
    id: asked.askedBy,
    name: asked.askedByName,
  }
  if (asked.state === 'retracted') return closeGone(core, job, asked, actor)
  // a thread goes last first, so that nothing is left hanging; where the later one cannot be had, the earlier one goes all the same
  const later = await askedAfter(core.db, job)
  if (later !== undefined) await recall(core, { ...job, deliveryId: later })
  const done = (tx: Tx) => close(tx, job, 'removed', null)
  try {
    await takeDown(core, asked.workspaceId, deliveryId, actor, { audit: { halt: haltId }, done })
  } catch (error) {
    // what is no refusal, such as a lost database, is tried again by the queue
    if (!(error instanceof VigieError)) throw error
    const now = await openRecall(core.db, job)
    // another run of it was through before
    if (now === undefined) return undefined
    if (now.state === 'retracted') return closeGone(core, job, asked, actor)
    await closeRefused(core, job, asked, actor, error)
  }
}

const entryOf = ({ workspaceId, postId }: Asked, { deliveryId }: RecallJob, actor: Actor): Omit<Entry, 'action'> => ({
  workspaceId,
  actor,
  subject: { kind: 'delivery', id: deliveryId },
  postId,
})

/** Somebody else was faster: it is gone, which is what was asked. */
async function closeGone(core: Core, job: RecallJob, asked: Asked, actor: Actor): Promise<void> {
  await transact(core, async (tx) => {
    await close(tx, job, 'removed', null)
    const detail = { halt: job.haltId }
    await record(tx, { ...entryOf(asked, job, actor), action: 'delivery.recall_found_gone', detail })
  })
}

/** The network said later, or did not answer: tried again some times. It said no, or wants a sign-in: a person must know. */
async function closeRefused(core: Core, job: RecallJob, asked: Asked, actor: Actor, error: VigieError): Promise<void> {
  const outcome = error.shown['outcome'] ?? error.code
  const pause = outcome === 'later' || outcome === 'unknown' ? pauses[job.tries] : undefined
  const { message } = error
  await transact(core, async (tx) => {
    if (outcome === 'sign_in') await markNeedsSignIn(tx, asked.accountId, actor, message)
    if (pause === undefined) {
      await close(tx, job, 'failed', message)
    } else {
      await tellWhy(tx, job, message)
      await addRecallJobs(tx, { haltId: job.haltId, deliveryIds: [job.deliveryId], tries: job.tries + 1 }, pause)
    }
    const action = pause === undefined ? 'delivery.recall_failed' : 'delivery.recall_postponed'
    const detail = { halt: job.haltId, outcome, detail: message }
    await record(tx, { ...entryOf(asked, job, actor), action, detail })
  })
}

/** What was asked and has no end yet; undefined when a job came twice. */
async function openRecall(db: Db, { haltId, deliveryId }: RecallJob): Promise<Asked | undefined> {
  return db
    .selectFrom('haltRecall as r')
    .innerJoin('delivery as d', 'd.id', 'r.deliveryId')
    .select(['d.workspaceId', 'd.accountId', 'd.postId', 'd.state', 'r.askedBy', 'r.askedByName'])
    .where('r.haltId', '=', haltId)
    .where('r.deliveryId', '=', deliveryId)
    .where('r.outcome', 'is', null)
    .executeTakeFirst()
}

/** What answers it, and is to be taken back by the same recall. */
async function askedAfter(db: Db, { haltId, deliveryId }: RecallJob): Promise<string | undefined> {
  const row = await db
    .selectFrom('delivery as d')
    .innerJoin('haltRecall as r', 'r.deliveryId', 'd.id')
    .select('d.id')
    .where('d.afterId', '=', deliveryId)
    .where('r.haltId', '=', haltId)
    .where('r.outcome', 'is', null)
    .executeTakeFirst()
  return row?.id
}

async function close(tx: Tx, job: RecallJob, outcome: 'removed' | 'failed', detail: string | null): Promise<void> {
  await tx
    .updateTable('haltRecall')
    .set({ outcome, detail, doneAt: sql<Date>`clock_timestamp()` })
    .where('haltId', '=', job.haltId)
    .where('deliveryId', '=', job.deliveryId)
    .where('outcome', 'is', null)
    .execute()
}

async function tellWhy(tx: Tx, job: RecallJob, detail: string): Promise<void> {
  await tx
    .updateTable('haltRecall')
    .set({ detail })
    .where('haltId', '=', job.haltId)
    .where('deliveryId', '=', job.deliveryId)
    .execute()
}

/** Adds again the jobs that were lost with the process that ran them. */
export async function wakeRecalls(core: Core): Promise<void> {
  const lost = await core.db
    .selectFrom('haltRecall as r')
    .select(['r.haltId', 'r.deliveryId'])
    .where('r.outcome', 'is', null)
    .where('r.askedAt', '<', sql<Date>`clock_timestamp() - interval '60 seconds'`)
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs j where j.key = 'recall:' || r.halt_id || ':' || r.delivery_id
        and (j.locked_at is null or j.locked_at > clock_timestamp() - interval '60 seconds'))`,
    )
    .execute()
  if (lost.length === 0) return
  await transact(core, async (tx) => {
    for (const [haltId, ofHalt] of Map.groupBy(lost, (one) => one.haltId)) {
      const deliveryIds = ofHalt.map(({ deliveryId }) => deliveryId)
      await addRecallJobs(tx, { haltId, deliveryIds, tries: 0 }, 0)
    }
  })
}
