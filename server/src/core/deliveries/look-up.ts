import type { Network, SettleOutcome } from '../../connectors/contract.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { findAccountById } from '../accounts/find.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import { systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { firstLook } from '../results/rhythm.ts'
import { closeAttempt, isOver } from './close-attempt.ts'
import { lockLane, wakeLane } from './lane.ts'
import { lookUpAt } from './look-up-job.ts'
import { move } from './move.ts'
import { readSent } from './sent.ts'
import { resumeRest } from './thread.ts'

const actor = systemActor('look-up')

/**
 * Automatic look-ups of one delivery, over about a quarter of an hour; then a person decides, who can still ask for another. Until
 * then the later ones of its account wait behind it.
 */
export const triesBeforePerson = 8

/**
 * Asks the network whether an unconfirmed delivery took effect: found, it is published; absent, it may be sent again under the
 * same key where that is harmless, and needs a person where it is not.
 */
export async function lookUp(core: Core, deliveryId: string, tries: number): Promise<void> {
  const seen = await core.db.selectFrom('delivery').selectAll().where('id', '=', deliveryId).executeTakeFirst()
  if (seen === undefined || seen.state !== 'unconfirmed') return
  const account = await findAccountById(core.db, seen.accountId)
  const { capabilities } = core.connectors[account.network as Network]
  // asked before the look: what was still on its way then, a look cannot call absent
  const over = await isOver(core.db, seen.attemptId)
  const outcome = await askNetwork(core, account, seen)
  await transact(core, async (tx) => {
    await lockLane(tx, seen.accountId)
    const delivery = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', seen.id)
      .where('state', '=', 'unconfirmed')
      .where('attemptId', seen.attemptId === null ? 'is' : '=', seen.attemptId)
      .executeTakeFirst()
    if (delivery === undefined) return
    if (outcome.kind === 'found') {
      const { id, url, version } = outcome.post
      const sentAt = new Date()
      const out = { sentAt, nextTryAt: null, resultsAt: firstLook(delivery.kind, sentAt) }
      const set = { remoteId: id, url, remoteVersion: version ?? null, ...out }
      await move(tx, delivery, { to: 'published', actor, action: 'found', set, audit: { url } })
      await resumeRest(tx, delivery, actor)
      await closeAttempt(tx, delivery.attemptId, 'found', true)
    } else if (outcome.kind === 'absent' && capabilities.settlesBy !== 'ask_a_person') {
      await move(tx, delivery, {
        to: 'scheduled',
        actor,
        action: 'absent',
        reason: 'not_found',
        set: { nextTryAt: null },
      })
      await resumeRest(tx, delivery, actor)
      await closeAttempt(tx, delivery.attemptId, 'absent', over)
    } else {
      const again = tries < triesBeforePerson && capabilities.settlesBy !== 'ask_a_person'
      const nextTryAt = again ? await lookUpAt(tx, delivery.id, tries) : null
      const detail = outcome.kind === 'unknown' ? outcome.detail : null
      const reason = again ? 'looking_up' : 'needs_person'
      await tx.updateTable('delivery').set({ nextTryAt, reason, detail }).where('id', '=', delivery.id).execute()
    }
    await wakeLane(tx, seen.accountId)
  })
}

/**
 * Read only: is what was sent on the network? Absent means that it will not be either: what a server may still be at is unknown.
 * @param sent a delivery, or what it was when it was sent: its key and words
 */
export async function askNetwork(
  core: Core,
  account: Account,
  sent: Pick<Delivery, 'id' | 'key' | 'kind' | 'outbound'>,
): Promise<SettleOutcome> {
  const connector = core.connectors[account.network as Network]
  const read = await readSent(core.db, sent, account)
  const { credentials, outcome } = await openSignIn(core, account)
  if (credentials !== undefined) {
    const settled = await connector.settle(credentials, read.sent)
    if (settled.kind !== 'absent' || read.age >= connector.capabilities.absentAfter) return settled
    return { kind: 'unknown', detail: 'Not there yet; the network may still be at it' }
  }
  const detail = outcome?.detail ?? 'The account has no sign-in: connect it again, or look yourself and decide'
  return { kind: 'unknown', detail }
}
