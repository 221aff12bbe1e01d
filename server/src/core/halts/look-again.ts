import { sql } from 'kysely'
import type { Network } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import { findAccountById } from '../accounts/find.ts'
import { record, systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { closeAttempt } from '../deliveries/close-attempt.ts'
import { lockLane, wakeLane } from '../deliveries/lane.ts'
import { askNetwork, lookUp, triesBeforePerson } from '../deliveries/look-up.ts'
import { move } from '../deliveries/move.ts'
import { resumeRest } from '../deliveries/thread.ts'

const actor = systemActor('look-up')

/**
 * Attempts a halt still waits for, that are over by now and only have to be looked for, and that nobody looks for: their delivery has
 * moved on meanwhile, or a person was to decide.
 */
async function unlooked(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('halt as h')
    .innerJoin('haltAttempt as ha', 'ha.haltId', 'h.id')
    .innerJoin('attempt as t', 't.id', 'ha.attemptId')
    .innerJoin('worker as w', 'w.id', 't.workerId')
    .innerJoin('delivery as d', 'd.id', 't.deliveryId')
    .select('t.id')
    .distinct()
    .where('h.silentAt', 'is', null)
    .where('h.liftedAt', 'is', null)
    .where('t.resolvedAt', 'is', null)
    .where((eb) => eb.or([eb('t.reported', '=', true), eb('w.goneAt', 'is not', null)]))
    .where(
      sql<boolean>`not (d.attempt_id = t.id
        and (d.state = 'sending' or (d.state = 'unconfirmed' and d.next_try_at is not null)))`,
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** Adds the jobs that look for them; one that got no answer is looked for again in the next round. */
export async function addLooks(db: Db): Promise<void> {
  for (const attemptId of await unlooked(db)) {
    await sql`select graphile_worker.add_job('look_again', json_build_object('attemptId', ${attemptId}::text),
      job_key := 'look_again:' || ${attemptId}, max_attempts := 1)`.execute(db)
  }
}

/** Looks on the network for an attempt whose worker has ended with it. What is found, or absent now, is the end of it. */
export async function lookAgain(core: Core, attemptId: string): Promise<void> {
  const seen = await core.db
    .selectFrom('attempt as t')
    .innerJoin('delivery as d', 'd.id', 't.deliveryId')
    .select([
      't.deliveryKey',
      't.resolvedAt',
      'd.id',
      'd.accountId',
      'd.key',
      'd.state',
      'd.attemptId',
      'd.outbound',
      'd.kind',
    ])
    .where('t.id', '=', attemptId)
    .executeTakeFirst()
  if (seen === undefined || seen.resolvedAt !== null) return
  if (seen.state === 'unconfirmed' && seen.attemptId === attemptId) return lookUp(core, seen.id, triesBeforePerson)
  const account = await findAccountById(core.db, seen.accountId)
  const { settlesBy } = core.connectors[account.network as Network].capabilities
  const key = seen.deliveryKey ?? seen.key
  // what is recognised by its words cannot be looked for once they are others
  if (settlesBy === 'ask_a_person' || (settlesBy === 'look_up' && key !== seen.key)) return
  const outcome = await askNetwork(core, account, { id: seen.id, key, kind: seen.kind, outbound: seen.outbound })
  if (outcome.kind === 'unknown') return
  await transact(core, async (tx) => {
    await lockLane(tx, seen.accountId)
    const delivery = await tx.selectFrom('delivery').selectAll().where('id', '=', seen.id).executeTakeFirstOrThrow()
    await closeAttempt(tx, attemptId, outcome.kind, true)
    const same = delivery.attemptId === attemptId && (seen.deliveryKey ?? delivery.key) === delivery.key
    if (outcome.kind === 'found' && same && (delivery.state === 'held' || delivery.state === 'scheduled')) {
      // it went out after all, long after a look had called it absent
      const { id, url, version } = outcome.post
      const set = { remoteId: id, url, remoteVersion: version ?? null, sentAt: new Date(), nextTryAt: null }
      await move(tx, delivery, { to: 'published', actor, action: 'found', set, audit: { attempt: attemptId, url } })
      await resumeRest(tx, delivery, actor)
      await wakeLane(tx, delivery.accountId)
      return
    }
    const { workspaceId, postId } = delivery
    const subject = { kind: 'delivery', id: delivery.id } as const
    const detail = { attempt: attemptId, outcome: outcome.kind }
    await record(tx, { workspaceId, postId, action: 'delivery.looked_again', actor, subject, detail })
  })
}
